package dev.greenlight.releases;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import dev.greenlight.releases.evidence.Point;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The metrics of the fake cloud: points of a second, and all that can be wrong with them. */
public final class FakeTelemetry {
    private static final double GROWTH = 1.4;

    private final Map<String, TreeMap<Long, Map<RevisionName, Served>>> services = new HashMap<>();
    private Duration lag = Duration.ZERO;
    private Instant stopped = Instant.MAX;
    private boolean blind;
    private boolean countsOnly;
    private Predicate<RevisionName> mute = revision -> false;

    private record Served(Counts counts, Latencies latencies) {
        Served plus(Served more) {
            return new Served(counts.plus(more.counts), Latencies.sum(List.of(latencies, more.latencies)));
        }
    }

    /** They cannot be read. */
    public synchronized void blind() {
        blind = true;
    }

    /** They come that late. */
    public synchronized void late(Duration time) {
        lag = time;
    }

    /** Nothing that happens from then on is ever shown. */
    public synchronized void stopAt(Instant time) {
        stopped = time;
    }

    /** Requests are counted, latencies are not. */
    public synchronized void withoutLatencies() {
        countsOnly = true;
    }

    /** Such revisions have no series. */
    public synchronized void mute(Predicate<RevisionName> which) {
        mute = which;
    }

    /** What was counted is lost; counting goes on. */
    public synchronized void forget() {
        services.clear();
    }

    /** Of that stretch of time all is lost that was counted; what lies before and after it stays. */
    public synchronized void forget(Instant from, Instant until) {
        services.values()
                .forEach(seconds -> seconds.keySet()
                        .removeIf(second -> second >= from.getEpochSecond() && second < until.getEpochSecond()));
    }

    synchronized void answered(String service, Instant at, RevisionName revision, boolean error, double millis) {
        int bucket = (int) (Math.log(millis) / Math.log(GROWTH));
        Latencies latencies = error
                ? Latencies.NONE
                : new Latencies(
                        List.of(new Latencies.Bucket(Math.pow(GROWTH, bucket), Math.pow(GROWTH, bucket + 1), 1)));
        services.computeIfAbsent(service, name -> new TreeMap<>())
                .computeIfAbsent(at.getEpochSecond(), second -> new HashMap<>())
                .merge(revision, new Served(new Counts(1, error ? 1 : 0), latencies), Served::plus);
    }

    synchronized Reading read(String service, Instant from, Instant to, boolean latencies) {
        if (blind) {
            return new Reading.Unknown("503 from the metrics");
        }
        Instant shown = to.minus(lag).isBefore(stopped) ? to.minus(lag) : stopped;
        Map<RevisionName, List<Point>> points = new HashMap<>();
        services.getOrDefault(service, new TreeMap<>()).forEach((second, served) -> {
            Instant start = Instant.ofEpochSecond(second);
            Instant end = start.plusSeconds(1);
            if (!start.isBefore(from) && !end.isAfter(shown)) {
                served.forEach((revision, what) -> {
                    if (!mute.test(revision) && !(latencies && countsOnly)) {
                        points.computeIfAbsent(revision, name -> new ArrayList<>())
                                .add(new Point(
                                        start,
                                        end,
                                        latencies ? Counts.NONE : what.counts(),
                                        latencies ? what.latencies() : Latencies.NONE));
                    }
                });
            }
        });
        return new Reading.Known(points);
    }
}
