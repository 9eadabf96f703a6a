package dev.greenlight.checks.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The payload of the event that a workflow was started by. */
public final class EventFile {
    /** Bytes; GitHub's own limit is 25 MB, and what is looked for stands in far smaller ones. */
    private static final long LONGEST = 25L * 1024 * 1024;

    private EventFile() {}

    /** @return its text; empty when there is none, as on a laptop, or when it cannot be read */
    public static String read(Map<String, String> environment) {
        try {
            Path file = Path.of(environment.getOrDefault("GITHUB_EVENT_PATH", ""));
            return Files.isRegularFile(file) && Files.size(file) <= LONGEST ? Files.readString(file) : "";
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }
}
