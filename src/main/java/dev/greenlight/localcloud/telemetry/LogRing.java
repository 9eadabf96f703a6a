package dev.greenlight.localcloud.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The newest entries; an older one makes room for a newer. They are kept packed: two hundred thousand of them are a few hundred objects then
 * instead of two million, which every collection of garbage would have to look after.
 */
final class LogRing {
    private final int capacity;
    private final Deque<LogPack> full = new ArrayDeque<>();
    private LogPack.Open open = new LogPack.Open();
    private long next;

    LogRing(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the entry that is made of its sequence number. */
    synchronized LogEntry add(LongFunction<LogEntry> made) {
        LogEntry entry = made.apply(next);
        open.add(entry);
        next++;
        if (open.isFull()) {
            full.add(open.pack());
            open = new LogPack.Open();
            while (full.getFirst().last() < oldest()) {
                full.removeFirst();
            }
        }
        return entry;
    }

    private long oldest() {
        return next - capacity;
    }

    /** The sequence number that the next entry gets. */
    synchronized long next() {
        return next;
    }

    /** The newest, newest first, at most as many as asked for. */
    List<LogEntry> newest(int most) {
        Deque<LogPack> packs = new ArrayDeque<>();
        long from;
        synchronized (this) {
            from = Math.max(oldest(), next - most);
            packs.add(open.pack());
            for (Iterator<LogPack> older = full.descendingIterator(); older.hasNext(); ) {
                LogPack pack = older.next();
                if (pack.last() >= from) {
                    packs.addFirst(pack);
                }
            }
        }
        List<LogEntry> found = new ArrayList<>();
        packs.forEach(pack -> pack.find(entry -> entry.sequence() >= from, found));
        return found.reversed();
    }

    /** Those that are still kept, before the sequence number {@code end}, in the order of arrival. */
    List<LogEntry> find(long end, Predicate<LogEntry> wanted) {
        List<LogPack> packs;
        long from;
        synchronized (this) {
            from = oldest();
            packs = new ArrayList<>(full);
            packs.add(open.pack());
        }
        List<LogEntry> found = new ArrayList<>();
        Predicate<LogEntry> kept = entry -> entry.sequence() >= from && entry.sequence() < end;
        packs.forEach(pack -> pack.find(kept.and(wanted), found));
        return found;
    }
}
