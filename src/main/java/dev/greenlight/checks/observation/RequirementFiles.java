package dev.greenlight.checks.observation;

import dev.greenlight.checks.tools.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a service's requirements files and those that they include, each once. */
final class RequirementFiles {
    private static final Pattern NAME = Pattern.compile("(.*[-_.])?requirements([-_.].*)?\\.txt");
    private static final String FOLDER = "requirements";

    private final Path project;
    private final Path folder;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Set<Path> named = new LinkedHashSet<>();
    private final List<Requirement> found = new ArrayList<>();

    private RequirementFiles(Path project, Path folder) {
        this.project = project.normalize();
        this.folder = folder;
    }

    /**
     * @param project the folder that no file may lie outside of
     * @param folder the service's
     */
    static List<Requirement> read(Path project, Path folder) {
        return List.copyOf(all(project, folder).found);
    }

    /** All of these files, and those that they name, whether they are there or not. */
    static Set<Path> files(Path project, Path folder) {
        return Set.copyOf(all(project, folder).named);
    }

    private static RequirementFiles all(Path project, Path folder) {
        RequirementFiles files = new RequirementFiles(project, folder);
        try {
            for (Path file : Stream.concat(
                            files.named(folder, NAME).stream(),
                            files.named(folder.resolve(FOLDER), Pattern.compile(".+\\.txt")).stream())
                    .toList()) {
                files.named.add(file);
                files.read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private List<Path> named(Path in, Pattern name) throws IOException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(in)) {
            return entries.filter(entry ->
                            name.matcher(entry.getFileName().toString()).matches() && inside(entry))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path file) throws IOException {
        if (!seen.add(file)) {
            return;
        }
        String shown = folder.relativize(file).toString();
        RequirementsParser.Parsed parsed =
                RequirementsParser.parse(Files.readString(file, StandardCharsets.ISO_8859_1), shown);
        found.addAll(parsed.requirements());
        for (RequirementsParser.Include include : parsed.includes()) {
            Optional<Path> included = resolve(file, include.file());
            if (included.isPresent()) {
                read(included.get());
            } else {
                // Not followed, and so never looked up: it stands for what it would have brought.
                found.add(new Requirement(include.file(), Optional.empty(), "", shown, include.line()));
            }
        }
    }

    private Optional<Path> resolve(Path including, String file) {
        try {
            Path included = including.resolveSibling(file).normalize();
            named.add(included);
            return Optional.of(included).filter(this::inside);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private boolean inside(Path file) {
        try {
            return Files.isRegularFile(file)
                    && file.normalize().startsWith(project)
                    && file.toRealPath().startsWith(project.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
