package dev.greenlight.suites;

import dev.greenlight.process.Client;
import dev.greenlight.suites.results.ReportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects the report files that suites left in their containers and in folders mounted from the workspace, and keeps a copy of each. */
final class ReportFiles {
    private static final Predicate<String> REPORT =
            Pattern.compile("(.*/)?([^/]+\\.xml|coverage-summary\\.json)").asMatchPredicate();
    private static final Predicate<String> SOMEONE_ELSES = Pattern.compile(
                    "^/(usr|etc|proc|sys|var/lib)/|/(node_modules|site-packages|dist-packages|\\.git)/")
            .asPredicate();
    private static final int MOST_FILES = 200;
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Client docker;
    private final PathMapping paths;
    private final Path kept;

    /** @param kept the folder that gets a sub-folder of copies for each suite */
    ReportFiles(Client docker, PathMapping paths, Path kept) {
        this.docker = docker;
        this.paths = paths;
        this.kept = kept;
    }

    /** Removes what an earlier run kept. */
    void clear() throws IOException {
        if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(kept)) {
            for (Path old : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(old);
            }
        }
    }

    /**
     * @param suites the suites' containers, which have ended
     * @param since files of the workspace that are older are from another run
     * @return the files of each suite; a file that several could have written belongs to the one whose name its path speaks of
     */
    Map<String, List<ReportReader.LeftFile>> collect(List<Container> suites, Instant since) {
        Map<Path, String> owners = new LinkedHashMap<>();
        for (Container suite : suites) {
            mounted(suite, since)
                    .forEach(file -> owners.merge(
                            file,
                            suite.service(),
                            (first, second) -> speaksOf(file, second) && !speaksOf(file, first) ? second : first));
        }
        Map<String, List<ReportReader.LeftFile>> files = new HashMap<>();
        try {
            for (Container suite : suites) {
                Path folder = Files.createDirectories(kept.resolve(suite.service()));
                List<Path> copies = inside(suite, folder);
                for (Map.Entry<Path, String> owner : owners.entrySet()) {
                    if (owner.getValue().equals(suite.service())) {
                        copies.add(Files.copy(owner.getKey(), free(folder, owner.getKey())));
                    }
                }
                files.put(suite.service(), read(copies));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> mounted(Container suite, Instant since) {
        List<Path> found = new ArrayList<>();
        for (String bind : suite.binds()) {
            paths.toHere(bind).filter(Files::exists).ifPresent(folder -> {
                try (Stream<Path> files = Files.find(
                        folder,
                        8,
                        (file, about) -> about.isRegularFile()
                                && about.size() <= LARGEST
                                && !about.lastModifiedTime().toInstant().isBefore(since)
                                && REPORT.test(file.toString())
                                && !SOMEONE_ELSES.test(folder.relativize(file).toString())
                                && !file.startsWith(kept))) {
                    files.limit(MOST_FILES).forEach(found::add);
                } catch (IOException | UncheckedIOException e) {
                    // A folder that cannot be read holds no report that could be relied on.
                }
            });
        }
        return found;
    }

    private List<Path> inside(Container suite, Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        List<String> changed = docker.ask(Compose.changes(suite.id()))
                .lines()
                .filter(line -> line.matches("[AC] /.*"))
                .map(line -> line.substring(2))
                .filter(REPORT.and(SOMEONE_ELSES.negate()))
                .limit(MOST_FILES)
                .toList();
        for (String path : changed) {
            Path copy = free(folder, Path.of(path));
            docker.run(Compose.copy(suite.id(), path, copy), Duration.ofMinutes(1));
            if (Files.isRegularFile(copy) && Files.size(copy) <= LARGEST) {
                copies.add(copy);
            }
        }
        return copies;
    }

    private static List<ReportReader.LeftFile> read(List<Path> copies) throws IOException {
        List<ReportReader.LeftFile> files = new ArrayList<>();
        for (Path copy : copies) {
            String text = new String(Files.readAllBytes(copy), StandardCharsets.UTF_8);
            files.add(new ReportReader.LeftFile(copy.getFileName().toString(), text));
        }
        return files;
    }

    /** {@code backend-test} is spoken of by {@code reports/backend/junit.xml}. */
    private static boolean speaksOf(Path file, String suite) {
        return file.toString().contains(suite.split("[-_]", 2)[0]);
    }

    /** Where a copy of the file goes; files of one name do not overwrite each other. */
    private static Path free(Path folder, Path file) {
        String name = file.getFileName().toString();
        Path copy = folder.resolve(name);
        for (int i = 2; Files.exists(copy); i++) {
            copy = folder.resolve(i + "-" + name);
        }
        return copy;
    }
}
