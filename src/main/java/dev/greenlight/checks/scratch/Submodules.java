package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The submodules that a repository names.
 *
 * @see <a href="https://git-scm.com/docs/gitmodules">.gitmodules</a>
 */
public final class Submodules {
    private static final Pattern PATH = Pattern.compile("\\s*path\\s*=\\s*\"?(?<path>.+?)\"?\\s*");

    private Submodules() {}

    /**
     * Those that are not checked out, as the checkout action leaves them unless it is told otherwise: git makes an empty folder for each. One
     * without a folder is named, but not part of what is checked out. Relative to the repository.
     */
    public static List<String> absent(Path repository) {
        Path file = repository.resolve(".gitmodules");
        try {
            return Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                            .lines()
                            .map(PATH::matcher)
                            .filter(Matcher::matches)
                            .map(line -> line.group("path"))
                            .filter(path -> empty(repository, path))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean empty(Path repository, String path) {
        try (Stream<Path> entries = Files.list(repository.resolve(path))) {
            return entries.findAny().isEmpty();
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
