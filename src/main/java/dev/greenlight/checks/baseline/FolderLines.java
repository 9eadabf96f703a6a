package dev.greenlight.checks.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads lines below a folder. A path that leads out of it, also by a link, is not read; nor is a file of more than 10 MiB, which nobody wrote by
 * hand.
 *
 * @param root absolute
 */
public record FolderLines(Path root) implements SourceLines {
    private static final long LONGEST = 10L * 1024 * 1024;

    @Override
    public List<String> of(String path) {
        try {
            Path file = root.resolve(path);
            if (!file.normalize().startsWith(root)
                    || !Files.isRegularFile(file)
                    || !file.toRealPath().startsWith(root.toRealPath())
                    || Files.size(file) > LONGEST) {
                return List.of();
            }
            // Each byte is a character here: lines are compared, not shown, and a file may be in any encoding.
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }

    /** Whether there is something of that name. */
    public boolean has(String path) {
        try {
            return Files.exists(root.resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
