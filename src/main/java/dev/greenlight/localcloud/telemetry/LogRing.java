package dev.greenlight.localcloud.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest entries; an older one makes room for a newer. */
final class LogRing {
    private final @Nullable LogEntry[] entries;
    private long next;

    LogRing(int capacity) {
        entries = new @Nullable LogEntry[capacity];
    }

    /** Adds the entry that is made of its sequence number. */
    synchronized LogEntry add(LongFunction<LogEntry> made) {
        LogEntry entry = made.apply(next);
        entries[(int) (next % entries.length)] = entry;
        next++;
        return entry;
    }

    /** The sequence number that the next entry gets. */
    synchronized long next() {
        return next;
    }

    /** The newest, newest first, at most as many as asked for. */
    synchronized List<LogEntry> newest(int most) {
        List<LogEntry> found = new ArrayList<>();
        for (long i = next - 1; i >= Math.max(0, next - Math.min(most, entries.length)); i--) {
            LogEntry entry = entries[(int) (i % entries.length)];
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Those that are still kept, before the sequence number {@code end}, in the order of arrival. */
    List<LogEntry> find(long end, Predicate<LogEntry> wanted) {
        List<LogEntry> copy = new ArrayList<>();
        synchronized (this) {
            for (long i = Math.max(0, next - entries.length); i < Math.min(next, end); i++) {
                LogEntry entry = entries[(int) (i % entries.length)];
                if (entry != null) {
                    copy.add(entry);
                }
            }
        }
        copy.removeIf(wanted.negate());
        return copy;
    }
}
