package dev.greenlight.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the sample application in a repository of its own, and its four versions as commits. */
final class Sample {
    private static final List<String> LEFT_OUT = List.of(
            "node_modules", "test-logs", "greenlight-reports", "dist", "coverage", "reports", ".venv", "__pycache__");

    private final Shell shell;
    private final Path repository;
    private final Path changes;

    /**
     * @param sample the sample's folder in the project
     * @param changes the folder that holds what each version changes, one folder a version
     * @param repository where the copy is made; must not exist
     */
    Sample(Shell shell, Path sample, Path changes, Path repository) {
        this.shell = shell;
        this.repository = repository;
        this.changes = changes;
        copy(sample, repository);
        shell.must(repository, "git", "init", "--quiet", "--initial-branch=main");
        shell.must(repository, "git", "config", "user.email", "team@dreamcatchr.example");
        shell.must(repository, "git", "config", "user.name", "DreamCatchr");
    }

    Path repository() {
        return repository;
    }

    /** The commit that is checked out. */
    String repositoryHead() {
        return shell.must(repository, "git", "rev-parse", "HEAD");
    }

    /** Commits the first version, which is the sample as it is. */
    String first() {
        return commit("v1: the sample application");
    }

    /** Commits a good version that adds what its folder holds. */
    String adding(String version, String message) {
        copy(changes.resolve(version), repository);
        return commit(version + ": " + message);
    }

    /** Commits a version whose middleware, from its folder, misbehaves. It builds on the last good version. */
    String misbehaving(String version, String message) {
        String good = shell.must(repository, "git", "rev-parse", "HEAD");
        copy(changes.resolve(version), repository);
        append(
                repository.resolve("backend/config/settings.py"),
                "\nMIDDLEWARE.insert(0, \"core.release.ReleaseMiddleware\")\n");
        String commit = commit(version + ": " + message);
        shell.must(repository, "git", "branch", "--force", "last-good", good);
        return commit;
    }

    /** Takes the last commit back, as a team reverts what it had to roll back. */
    void revert() {
        shell.must(repository, "git", "reset", "--quiet", "--hard", "last-good");
    }

    private String commit(String message) {
        shell.must(repository, "git", "add", "--all");
        shell.must(repository, "git", "commit", "--quiet", "--message", message);
        return shell.must(repository, "git", "rev-parse", "HEAD");
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path relative = from.relativize(path);
                if (Stream.iterate(relative, p -> p != null, Path::getParent)
                        .anyMatch(p -> LEFT_OUT.contains(String.valueOf(p.getFileName())))) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
