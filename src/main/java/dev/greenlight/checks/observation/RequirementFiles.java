package dev.greenlight.checks.observation;

import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                            files.named(folder, NAME).stream(), files.ofFolder(folder.resolve(FOLDER)).stream())
                    .toList()) {
                files.named.add(file);
                if (files.inside(file)) {
                    files.read(file);
                } else {
                    files.lacking(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<Path> named(Path in, Pattern name) throws IOException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(in)) {
            return entries.filter(entry ->
                            name.matcher(entry.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Those in a folder of them; the folder itself when it is elsewhere. */
    private List<Path> ofFolder(Path requirements) throws IOException {
        if (Files.isDirectory(requirements) && !taken(requirements)) {
            return List.of(requirements);
        }
        return named(requirements, Pattern.compile(".+\\.txt"));
    }

    /** A file that is asked for by its name and cannot be read stands for what it would have brought. */
    private void lacking(Path file) {
        String shown = folder.relativize(file).toString();
        found.add(new Requirement(shown, Optional.empty(), "", shown, Requirement.UNREAD));
    }

    private void read(Path file) throws IOException {
        if (!seen.add(file)) {
            return;
        }
        String shown = folder.relativize(file).toString();
        RequirementsParser.Parsed parsed =
                RequirementsParser.parse(RequirementsText.decode(Files.readAllBytes(file)), shown);
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
        return Files.isRegularFile(file) && file.normalize().startsWith(project) && taken(file);
    }

    /** Whether tools get to see it: what they do not see must not be told by this process either. */
    private boolean taken(Path path) {
        try {
            return ScratchCopy.takes(project, path.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
