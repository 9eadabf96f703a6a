package dev.greenlight.localcloud.page;

import dev.greenlight.localcloud.telemetry.RequestSink;
import dev.greenlight.localcloud.telemetry.ServedRequest;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How often each revision was called in each of the last sixty seconds, and how it answered. Safe for several threads. */
public final class Rates implements RequestSink {
    static final int SECONDS = 60;

    /**
     * The last sixty whole seconds.
     *
     * @param perSecond answers in each of them, the oldest first
     * @param errors answers among them with a status of 500 or more
     * @param totalMillis the sum of their latencies
     */
    record Minute(int[] perSecond, int errors, double totalMillis) {
        static final Minute QUIET = new Minute(new int[SECONDS], 0, 0);

        int requests() {
            return Arrays.stream(perSecond).sum();
        }

        /** Requests a second over the last ten seconds: quick enough to see a change, slow enough to be read. */
        double rate() {
            return Arrays.stream(perSecond, SECONDS - 10, SECONDS).sum() / 10.0;
        }

        Minute plus(Minute other) {
            int[] sums = perSecond.clone();
            Arrays.setAll(sums, i -> sums[i] + other.perSecond[i]);
            return new Minute(sums, errors + other.errors, totalMillis + other.totalMillis);
        }
    }

    private final Clock clock;
    private final Map<ServingRevision, Seconds> all = new ConcurrentHashMap<>();

    public Rates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void served(ServingRevision revision, ServedRequest request) {
        long now = clock.instant().getEpochSecond();
        all.computeIfAbsent(revision, key -> new Seconds())
                .add(now, request.status() >= 500, request.latency().toNanos() / 1e6);
    }

    /** The sum over the wanted revisions; those that were not called for a minute are forgotten. */
    Minute minute(Predicate<ServingRevision> wanted) {
        long now = clock.instant().getEpochSecond();
        all.values().removeIf(seconds -> seconds.called() < now - SECONDS);
        Minute sum = Minute.QUIET;
        for (Map.Entry<ServingRevision, Seconds> entry : all.entrySet()) {
            if (wanted.test(entry.getKey())) {
                sum = sum.plus(entry.getValue().until(now));
            }
        }
        return sum;
    }

    /** A ring of one place more than is shown: the second that is not over yet. */
    private static final class Seconds {
        private static final int PLACES = SECONDS + 1;
        private final int[] answers = new int[PLACES];
        private final int[] errors = new int[PLACES];
        private final double[] millis = new double[PLACES];
        private long last;
        private long called;

        synchronized void add(long second, boolean error, double latency) {
            forward(second);
            called = last;
            int place = (int) (last % PLACES);
            answers[place]++;
            errors[place] += error ? 1 : 0;
            millis[place] += latency;
        }

        private void forward(long second) {
            for (long next = Math.max(last + 1, second - SECONDS); next <= second; next++) {
                int place = (int) (next % PLACES);
                answers[place] = 0;
                errors[place] = 0;
                millis[place] = 0;
            }
            last = Math.max(last, second);
        }

        synchronized long called() {
            return called;
        }

        synchronized Minute until(long now) {
            forward(now);
            int[] perSecond = new int[SECONDS];
            int wrong = 0;
            double total = 0;
            for (int i = 0; i < SECONDS; i++) {
                int place = (int) ((last - SECONDS + i) % PLACES);
                perSecond[i] = answers[place];
                wrong += errors[place];
                total += millis[place];
            }
            return new Minute(perSecond, wrong, total);
        }
    }
}
