package dev.greenlight.localcloud.telemetry;

import dev.greenlight.localcloud.http.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Writes entries to a file a day, one JSON document a line. Never holds up those who log: what it cannot keep up with is left out. */
final class LogFiles implements AutoCloseable {
    private static final int WAITING = 10_000;
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
            LogEntry entry = queue.take();
            while (true) {
                entry = writeDay(entry);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "log entries are no longer written to " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes until the day changes; returns the first entry of the next. */
    private LogEntry writeDay(LogEntry first) throws IOException, InterruptedException {
        LocalDate day = day(first);
        try (BufferedWriter out = Files.newBufferedWriter(
                folder.resolve(day + ".jsonl"),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            LogEntry entry = first;
            while (day(entry).equals(day)) {
                out.write(new String(Json.bytes(entry.toJson()), StandardCharsets.UTF_8));
                out.write('\n');
                if (queue.isEmpty()) {
                    out.flush();
                }
                entry = queue.take();
            }
            return entry;
        }
    }

    private static LocalDate day(LogEntry entry) {
        return LocalDate.ofInstant(entry.timestamp(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
