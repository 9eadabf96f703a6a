package dev.greenlight.localcloud.state;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The append-only log of one generation and the snapshot before it. */
final class Journal implements Closeable {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());

    private final Path folder;
    private int generation;
    private FileChannel log;
    private long snapshotSize;
    /** Whether the names of the snapshot and the log are on the disk. */
    private boolean named = true;

    private Journal(Path folder, int generation, FileChannel log, long snapshotSize) {
        this.folder = folder;
        this.generation = generation;
        this.log = log;
        this.snapshotSize = snapshotSize;
    }

    /** Continues after what was recovered: the log is cut behind its last good record. After damage a clean snapshot is written first. */
    static Journal after(Path folder, Recovery recovery) throws IOException {
        FileChannel log = FileChannel.open(
                folder.resolve(Recovery.LOG + recovery.generation()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        log.truncate(recovery.goodBytes());
        log.position(recovery.goodBytes());
        log.force(true);
        Disk.syncFolder(folder);
        Path snapshot = folder.resolve(Recovery.SNAPSHOT + recovery.generation());
        Journal journal =
                new Journal(folder, recovery.generation(), log, Files.exists(snapshot) ? Files.size(snapshot) : 0);
        journal.removeOlder();
        if (recovery.damage() != null) {
            journal.compact(recovery.documents());
        }
        return journal;
    }

    /** One record for each list of changes, all on the disk when it returns. A failed append leaves nothing behind it. */
    void append(List<List<Change>> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        records.forEach(changes -> bytes.writeBytes(Records.write(changes)));
        name();
        long before = log.position();
        try {
            write(log, bytes.toByteArray());
            log.force(false);
        } catch (IOException e) {
            log.truncate(before);
            log.position(before);
            throw e;
        }
    }

    long size() throws IOException {
        return log.position();
    }

    long snapshotSize() {
        return snapshotSize;
    }

    /**
     * The snapshot gets its name only when it is whole and its log is there, empty. Until then the old generation stands, and a failure changes
     * nothing; from then on everything is written to the new one, whatever fails.
     */
    void compact(Documents documents) throws IOException {
        int next = generation + 1;
        Path draft = folder.resolve("draft");
        long size = Disk.write(draft, documents);
        FileChannel fresh = FileChannel.open(
                folder.resolve(Recovery.LOG + next),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        try {
            Disk.syncFolder(folder);
            Files.move(draft, folder.resolve(Recovery.SNAPSHOT + next), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        FileChannel old = log;
        log = fresh;
        generation = next;
        snapshotSize = size;
        named = false;
        name();
        old.close();
        removeOlder();
    }

    /** Nothing is acknowledged from a log whose snapshot might be without its name after a power failure. */
    private void name() throws IOException {
        if (!named) {
            Disk.syncFolder(folder);
            named = true;
        }
    }

    /** What the snapshot has replaced. It does no harm when it stays: the next start, or the next snapshot, tries again. */
    private void removeOlder() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(this::isOlder).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "an old file of the state was not removed", e);
        }
    }

    private boolean isOlder(Path file) {
        return Recovery.generation(file).map(number -> number < generation).orElse(false);
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
