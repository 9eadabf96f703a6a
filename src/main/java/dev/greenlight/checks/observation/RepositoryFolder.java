package dev.greenlight.checks.observation;

import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Observes the repository as a whole. */
public final class RepositoryFolder {
    private static final Pattern DOCKERFILE =
            Pattern.compile("(?s)(.*/)?((Dockerfile|Containerfile)(?!.*\\.dockerignore$)(\\..+)?|.+\\.[Dd]ockerfile)");
    private static final Pattern WORKFLOW = Pattern.compile("(?s)\\.github/workflows/[^/]+\\.ya?ml");
    private static final Pattern ACTION = Pattern.compile("(?s)(.*/)?action\\.ya?ml");
    /** What every action says; other programs have files of that name, too. */
    private static final Pattern RUNS = Pattern.compile("(?m)^[\"']?runs[\"']?\\s*:");
    /** The names that Compose finds by itself; files of other names are often but parts of a project. */
    private static final Pattern COMPOSE = Pattern.compile("(?s)(.*/)?(docker-)?compose\\.ya?ml");

    /** What Compose reads as well when it lies beside its file. */
    private static final List<String> OVERRIDES = Stream.of("compose", "docker-compose")
            .flatMap(name -> Stream.of(name + ".override.yml", name + ".override.yaml"))
            .toList();

    private RepositoryFolder() {}

    /**
     * The repository, then each Compose project in it. What is not copied for the tools is not seen either.
     *
     * @param ignored by git
     * @param committed all that git keeps
     */
    public static List<Target> observe(Path workspace, List<String> ignored, List<String> committed) {
        List<String> files = new ArrayList<>(files(workspace, ScratchCopy::leavesOut));
        entries(workspace, ScratchCopy::leavesOut, BasicFileAttributes::isSymbolicLink).stream()
                .filter(link -> staysInside(workspace, workspace.resolve(link)))
                .forEach(files::add);
        files.sort(null);
        RepositoryFacts repository = new RepositoryFacts(
                matching(files, DOCKERFILE),
                matching(files, WORKFLOW),
                matching(files, ACTION).stream()
                        .filter(file ->
                                RUNS.matcher(text(workspace.resolve(file))).find())
                        .toList(),
                ignored,
                committed.stream().filter(RepositoryFolder::hidden).toList());
        List<Target> targets = new ArrayList<>();
        targets.add(repository);
        matching(files, COMPOSE).forEach(file -> targets.add(compose(workspace, file)));
        return List.copyOf(targets);
    }

    /** Tools read through a link that stays in the repository. */
    private static boolean staysInside(Path workspace, Path link) {
        try {
            return Files.isRegularFile(link) && ScratchCopy.takes(workspace, link.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hidden(String file) {
        // Text, not a path: git names files that this process may have no path for in the machine's language.
        return Stream.of(file.split("/")).anyMatch(ScratchCopy::leavesOut);
    }

    private static List<String> matching(List<String> files, Pattern pattern) {
        return files.stream().filter(file -> pattern.matcher(file).matches()).toList();
    }

    private static ComposeFacts compose(Path workspace, String file) {
        Path path = workspace.resolve(file);
        String all = text(path)
                + OVERRIDES.stream()
                        .map(name -> text(path.resolveSibling(name)))
                        .collect(Collectors.joining("\n", "\n", ""));
        return new ComposeFacts(file, ComposeVariablesParser.parse(all, text(path.resolveSibling(".env"))));
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a tree that holds nothing but what was committed. */
    public static List<String> everything(Path tree) {
        return files(tree, folder -> false);
    }

    /**
     * The files that tools see, and what stands in them.
     *
     * @param workspace the repository's root
     * @param files their paths, relative to it, in order
     * @param links the same of links, wherever they lead
     */
    public record Texts(Path workspace, List<String> files, List<String> links) {
        public Texts {
            files = List.copyOf(files);
            links = List.copyOf(links);
        }

        /** The text of one of them, each byte as one character. */
        public String of(String file) {
            return text(workspace.resolve(file));
        }
    }

    /** Looks at all that is copied for the tools. */
    public static Texts texts(Path workspace) {
        return new Texts(
                workspace,
                files(workspace, ScratchCopy::leavesOut),
                entries(workspace, ScratchCopy::leavesOut, BasicFileAttributes::isSymbolicLink));
    }

    private static List<String> files(Path workspace, Predicate<Path> leftOut) {
        return entries(workspace, leftOut, BasicFileAttributes::isRegularFile);
    }

    private static List<String> entries(
            Path workspace, Predicate<Path> leftOut, Predicate<BasicFileAttributes> wanted) {
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(workspace, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(workspace) && leftOut.test(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(attributes)) {
                        files.add(workspace.relativize(file).toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // What cannot be read cannot be copied either, and that is told there.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }
}
