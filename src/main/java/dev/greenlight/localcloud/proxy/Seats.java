package dev.greenlight.localcloud.proxy;

import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one revision and the requests that they have or that wait for them.
 *
 * <p>The first instance with a free seat gets the request, so that those that are not needed become idle.
 */
final class Seats {
    private static final int MOST_WAITING = 10_000;
    /** After a start that failed, before another one is asked for beside the instances that run; twice as long after each that follows. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** How asking for a seat ended. */
    sealed interface Answer {}

    /** @param address the instance; the seat must be left again */
    record Seated(Instance instance) implements Answer {
        InetSocketAddress address() {
            return instance.address;
        }
    }

    /** All instances are full, and no other may be started in time. */
    record NoInstance() implements Answer {}

    /** There is no instance, and none could be started. */
    record NotStarted() implements Answer {}

    /** The request's own time is over. */
    record TooLate() implements Answer {}

    /** Told once. */
    interface Waiting {
        void answer(Answer answer);
    }

    private record Entry(Waiting waiting, Limits limits, long since) {}

    /** One running instance; guarded by its {@link Seats}. */
    static final class Instance {
        private final InetSocketAddress address;
        private int taken;
        private long idleSince;

        private Instance(InetSocketAddress address, long now) {
            this.address = address;
            this.idleSince = now;
        }
    }

    private final ServingRevision revision;
    private final Demand demand;
    private final Duration patience;
    private final LongSupplier clock;
    private final Deque<Entry> queue = new ArrayDeque<>();
    private List<Instance> instances = List.of();
    private int inside;
    private boolean asked;
    private Duration pause = Duration.ZERO;
    private long pausedAt;

    /** @param patience how long a request waits for an instance when no other may be started */
    Seats(ServingRevision revision, Demand demand, Duration patience) {
        this(revision, demand, patience, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Seats(ServingRevision revision, Demand demand, Duration patience, LongSupplier clock) {
        this.revision = revision;
        this.demand = demand;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Takes a seat, or waits in the queue.
     *
     * @param preferred the instance that the client knows; null for any
     * @return the answer when there is one at once; else {@code waiting} hears it
     */
    @Nullable
    Answer enter(Limits limits, @Nullable InetSocketAddress preferred, Waiting waiting) {
        boolean ask;
        synchronized (this) {
            Instance free = queue.isEmpty() ? free(limits, preferred) : null;
            if (free != null) {
                return seat(free);
            }
            if (queue.size() >= MOST_WAITING) {
                return new NoInstance();
            }
            queue.add(new Entry(waiting, limits, clock.getAsLong()));
            ask = asks(limits);
        }
        if (ask) {
            demand.more(revision);
        }
        return null;
    }

    private @Nullable Instance free(Limits limits, @Nullable InetSocketAddress preferred) {
        Instance first = null;
        for (Instance instance : instances) {
            if (instance.taken < limits.concurrency()) {
                if (preferred == null || instance.address.equals(preferred)) {
                    return instance;
                }
                first = first == null ? instance : first;
            }
        }
        return first;
    }

    private Seated seat(Instance instance) {
        instance.taken++;
        inside++;
        return new Seated(instance);
    }

    private boolean asks(Limits limits) {
        // Where nothing runs nobody waits for long: each request may try.
        boolean pausing = !instances.isEmpty() && clock.getAsLong() - pausedAt < pause.toNanos();
        boolean ask = !asked && !pausing && instances.size() < limits.most();
        asked |= ask;
        return ask;
    }

    /** Leaves the seat to whoever has waited longest. */
    void leave(Seated seated) {
        synchronized (this) {
            Instance instance = seated.instance();
            instance.taken--;
            inside--;
            if (instance.taken == 0) {
                instance.idleSince = clock.getAsLong();
            }
            if (unused()) {
                notifyAll();
            }
            if (queue.isEmpty()) {
                return;
            }
        }
        serve();
    }

    /** Seats those who wait, as far as there are seats, and asks for more when somebody still waits. */
    private void serve() {
        while (true) {
            Entry next;
            Seated seated;
            synchronized (this) {
                next = queue.peek();
                Instance free = next == null ? null : free(next.limits(), null);
                if (next == null || free == null) {
                    break;
                }
                queue.remove();
                seated = seat(free);
            }
            next.waiting().answer(seated);
        }
        askForMore();
    }

    private void askForMore() {
        boolean ask;
        synchronized (this) {
            Entry next = queue.peek();
            ask = next != null && asks(next.limits());
        }
        if (ask) {
            demand.more(revision);
        }
    }

    /** Says which instances run; one that is no longer named finishes what it has. */
    void staff(List<InetSocketAddress> addresses) {
        synchronized (this) {
            List<Instance> next = new ArrayList<>();
            for (InetSocketAddress address : addresses) {
                next.add(instances.stream()
                        .filter(instance -> instance.address.equals(address))
                        .findFirst()
                        .orElseGet(() -> new Instance(address, clock.getAsLong())));
            }
            instances = List.copyOf(next);
        }
        serve();
    }

    /**
     * What was asked for is there, or does not start. In that case those who wait go on waiting only when other instances might serve them, and
     * another one is asked for only after a pause.
     */
    void answered(boolean started) {
        List<Entry> refused = List.of();
        synchronized (this) {
            asked = false;
            Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            Duration next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            pause = started || instances.isEmpty() ? Duration.ZERO : next;
            pausedAt = clock.getAsLong();
            if (!started && instances.isEmpty()) {
                refused = List.copyOf(queue);
                queue.clear();
                notifyAll();
            }
        }
        refused.forEach(entry -> entry.waiting().answer(new NotStarted()));
        serve();
    }

    /** Ends the waiting of those who have waited for too long, and asks again for the others. To be called now and then. */
    void expire() {
        long now = clock.getAsLong();
        List<Entry> noInstance = new ArrayList<>();
        List<Entry> tooLate = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Entry> all = queue.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                long waited = now - entry.since();
                if (waited >= entry.limits().timeout().toNanos()) {
                    tooLate.add(entry);
                    all.remove();
                } else if (!asked && waited >= patience.toNanos()) {
                    noInstance.add(entry);
                    all.remove();
                }
            }
            notifyAll();
        }
        tooLate.forEach(entry -> entry.waiting().answer(new TooLate()));
        noInstance.forEach(entry -> entry.waiting().answer(new NoInstance()));
        askForMore();
    }

    /** Takes instances away that had no request for a while, the last first, and keeps at least some. */
    List<InetSocketAddress> dismiss(Duration idle, int least) {
        long now = clock.getAsLong();
        List<InetSocketAddress> dismissed = new ArrayList<>();
        synchronized (this) {
            List<Instance> kept = new ArrayList<>(instances);
            for (Instance instance : instances.reversed()) {
                if (kept.size() > least && instance.taken == 0 && now - instance.idleSince >= idle.toNanos()) {
                    kept.remove(instance);
                    dismissed.add(instance.address);
                }
            }
            instances = List.copyOf(kept);
        }
        return dismissed;
    }

    /** Whether nobody has a seat or waits for one. */
    synchronized boolean unused() {
        return inside == 0 && queue.isEmpty();
    }

    /** Waits until nobody has a seat or waits for one. */
    synchronized boolean awaitIdle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!unused()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
