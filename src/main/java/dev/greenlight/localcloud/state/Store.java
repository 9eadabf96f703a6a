package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Durable documents. A method that writes returns after the change is on the disk; what it returns or takes is a copy.
 * Safe for use by several threads; one process at a time.
 */
public final class Store implements AutoCloseable {
    private static final long COMPACT_AFTER_BYTES = 8L * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(Store.class.getName());

    private final Documents documents;
    /** Held by whoever writes to it. */
    private final Journal journal;

    /** Guarded by the journal. */
    private long compactAt = COMPACT_AFTER_BYTES;

    private final List<Commit> waiting = new ArrayList<>();
    private final FileChannel lock;
    private final @Nullable String damage;

    private Store(Documents documents, Journal journal, FileChannel lock, @Nullable String damage) {
        this.documents = documents;
        this.journal = journal;
        this.lock = lock;
        this.damage = damage;
    }

    /**
     * Opens the folder, creating it when absent, and drops a torn last record.
     *
     * @throws IllegalStateException when another process has it open
     */
    public static Store open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                Recovery recovery = Recovery.of(folder);
                Journal journal = Journal.after(folder, recovery);
                return new Store(recovery.documents(), journal, lock, recovery.damage());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder " + folder + " cannot be used", e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new IllegalStateException("the state folder " + folder + " is in use by another local cloud");
        }
        return channel;
    }

    /** What was wrong with the files at opening and where the damaged one was kept; empty when all was read. */
    public Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    public Optional<ObjectNode> get(String collection, String key) {
        return documents.get(collection, key).map(Document::read);
    }

    /** All documents of a collection whose key starts with the prefix, ordered by key. */
    public Map<String, ObjectNode> list(String collection, String prefix) {
        Map<String, ObjectNode> trees = new LinkedHashMap<>();
        documents.list(collection, prefix).forEach((key, value) -> trees.put(key, value.read()));
        return trees;
    }

    /** The same without reading them, for long lists of which a part is wanted. */
    public SortedMap<String, Document> documents(String collection, String prefix) {
        return documents.list(collection, prefix);
    }

    /** How many documents of a collection have a key that starts with the prefix. */
    public int count(String collection, String prefix) {
        return documents.count(collection, prefix);
    }

    public void put(String collection, String key, ObjectNode value) {
        apply(List.of(Change.put(collection, key, value)));
    }

    /** Idempotent. */
    public void remove(String collection, String key) {
        apply(List.of(Change.remove(collection, key)));
    }

    /**
     * All changes or, should the process die, none of them. Whoever comes while another one waits for the disk is written together with all
     * who do, in the order of their coming.
     */
    public void apply(List<Change> changes) {
        Commit mine = new Commit(List.copyOf(changes));
        synchronized (waiting) {
            waiting.add(mine);
        }
        synchronized (journal) {
            if (mine.failure == null && !mine.written) {
                write(takeWaiting());
            }
            mine.check();
        }
    }

    private List<Commit> takeWaiting() {
        synchronized (waiting) {
            List<Commit> taken = List.copyOf(waiting);
            waiting.clear();
            return taken;
        }
    }

    private void write(List<Commit> commits) {
        try {
            journal.append(commits.stream().map(Commit::changes).toList());
            commits.forEach(commit -> documents.apply(commit.changes()));
            commits.forEach(commit -> commit.written = true);
        } catch (IOException | RuntimeException e) {
            commits.forEach(commit -> commit.failure = e);
            return;
        }
        try {
            if (journal.size() > compactAt && journal.size() > 2 * journal.snapshotSize()) {
                compactAt = journal.size() + COMPACT_AFTER_BYTES;
                journal.compact(documents);
                compactAt = COMPACT_AFTER_BYTES;
            }
        } catch (IOException e) {
            // Everything is on the disk, in the generation that stands: tried again when the log has grown by as much
            // once more.
            LOG.log(System.Logger.Level.WARNING, "the state could not be compacted", e);
        }
    }

    /** Writes a snapshot and starts an empty log. */
    public void compact() {
        synchronized (journal) {
            try {
                journal.compact(documents);
            } catch (IOException e) {
                throw new UncheckedIOException("the state could not be compacted", e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (journal) {
            try {
                journal.close();
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the state could not be closed", e);
            }
        }
    }

    /** Changes on their way to the disk; its fields are guarded by the journal. */
    private static final class Commit {
        private final List<Change> changes;
        private boolean written;
        private @Nullable Exception failure;

        private Commit(List<Change> changes) {
            this.changes = changes;
        }

        private List<Change> changes() {
            return changes;
        }

        private void check() {
            if (!written) {
                throw new IllegalStateException("the state could not be written", failure);
            }
        }
    }
}
