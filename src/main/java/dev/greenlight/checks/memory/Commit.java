package dev.greenlight.checks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads which commit is checked out, and how much of its history is there, without starting git.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">the layout of a repository</a>
 */
final class Commit {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40,64}");
    private static final String REFERENCE = "ref: ";

    private Commit() {}

    /** Changes with the commit and with what of the history is there; empty when it is kept in a way that is not known. */
    static Optional<String> identity(Path workspace) {
        try {
            Path own = folder(workspace.resolve(".git"));
            Path shared = Files.exists(own.resolve("commondir"))
                    ? own.resolve(Files.readString(own.resolve("commondir")).strip())
                            .normalize()
                    : own;
            String head = Files.readString(own.resolve("HEAD")).strip();
            Optional<String> id = head.startsWith(REFERENCE)
                    ? resolve(shared, head.substring(REFERENCE.length()))
                    : Optional.of(head);
            Path shallow = shared.resolve("shallow");
            String depth = Files.exists(shallow) ? Files.readString(shallow) : "whole";
            return id.filter(text -> ID.matcher(text).matches()).map(text -> text + " " + depth);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In a second work tree, and in a submodule, it is a file that says where the folder is. */
    private static Path folder(Path git) throws IOException {
        return Files.isRegularFile(git)
                ? git.resolveSibling(Files.readString(git).strip().replaceFirst("^gitdir: ", ""))
                        .normalize()
                : git;
    }

    private static Optional<String> resolve(Path folder, String reference) throws IOException {
        Path loose = folder.resolve(reference).normalize();
        if (loose.startsWith(folder) && Files.isRegularFile(loose)) {
            return Optional.of(Files.readString(loose).strip());
        }
        Path packed = folder.resolve("packed-refs");
        return Files.isRegularFile(packed)
                ? Files.readString(packed)
                        .lines()
                        .filter(line -> line.endsWith(" " + reference))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .findFirst()
                : Optional.empty();
    }
}
