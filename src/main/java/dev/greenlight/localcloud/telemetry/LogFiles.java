package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.greenlight.localcloud.http.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes entries to a file a day, one JSON document a line, some times a second. Never holds up those who log: what it cannot keep up with is
 * left out.
 */
final class LogFiles implements AutoCloseable {
    private static final int WAITING = 20_000;
    /** Between two writes: woken for each entry, the writer would cost more than what it writes. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(LogFiles.class.getName());

    private final Path folder;
    private final BlockingQueue<LogEntry> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;

    LogFiles(Path folder) {
        this.folder = folder;
        writer = Thread.ofPlatform().name("log-files").daemon().start(this::write);
    }

    void add(LogEntry entry) {
        if (!queue.offer(entry)) {
            // The ring still has it; the file is a convenience.
            LOG.log(System.Logger.Level.DEBUG, "the log file lags behind; an entry is left out");
        }
    }

    private void write() {
        try {
            Files.createDirectories(folder);
            boolean open = true;
            while (open) {
                open = rested();
                List<LogEntry> entries = new ArrayList<>();
                queue.drainTo(entries);
                append(entries);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "log entries are no longer written to " + folder, e);
        }
    }

    /** False when this is closed: then what waits is written, and no more. */
    private static boolean rested() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** To the file of their day, which may change between two of them. */
    private void append(List<LogEntry> entries) throws IOException {
        int from = 0;
        while (from < entries.size()) {
            LocalDate day = day(entries.get(from));
            try (JsonGenerator out = Json.MAPPER.createGenerator(new BufferedOutputStream(Files.newOutputStream(
                    folder.resolve(day + ".jsonl"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
                out.setPrettyPrinter(new MinimalPrettyPrinter(""));
                for (; from < entries.size() && day(entries.get(from)).equals(day); from++) {
                    entries.get(from).write(out);
                    out.writeRaw('\n');
                }
            }
        }
    }

    private static LocalDate day(LogEntry entry) {
        return LocalDate.ofInstant(entry.timestamp(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
