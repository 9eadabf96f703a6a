package dev.greenlight.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps whole logs as files beside the reports. */
final class Logs {
    private Logs() {}

    static void write(Path reports, String name, String text) throws IOException {
        Path file = Files.createDirectories(reports.resolve("logs")).resolve(name);
        // A link that the repository put in the file's place is replaced, not followed.
        Files.deleteIfExists(file);
        Files.writeString(file, text);
    }
}
