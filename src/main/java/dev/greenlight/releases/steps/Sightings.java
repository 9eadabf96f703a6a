package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.gate.Sighting;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a proof has seen, probe by probe. Who gave an answer that names nobody is told by the request log, which shows a request seconds later and may
 * be read 60 times a minute by all of a project together: it is asked for all probes at once, and less and less often while it shows nothing new or
 * does not answer.
 *
 * @see <a href="https://cloud.google.com/logging/quotas">Cloud Logging's quotas</a>
 */
final class Sightings {
    private static final Duration SOONEST = Duration.ofMillis(250);
    private static final Duration AFTER_NEWS = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofSeconds(4);
    /** A request that the log has not shown by then may be one that it never will, since a log may be told to leave some out. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The log's times are by another clock. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private record Pending(int place, Instant asked) {}

    private final List<Sighting> seen = new ArrayList<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private Duration interval = SOONEST;
    private Instant due = Instant.MIN;
    private boolean unreadable;

    /** One more, oldest first. */
    void add(Sighting sighting) {
        seen.add(sighting);
    }

    /** One more of which the log will tell who it was. @param id the probe's */
    void add(Sighting sighting, String id, Instant asked) {
        pending.put(id, new Pending(seen.size(), asked));
        seen.add(sighting);
    }

    /** All, oldest first. */
    List<Sighting> all() {
        return List.copyOf(seen);
    }

    /** Without those at the end of which the log may still tell who they were. */
    List<Sighting> told() {
        int end = seen.size();
        while (end > 0 && open(end - 1)) {
            end--;
        }
        return List.copyOf(seen.subList(0, end));
    }

    private boolean open(int place) {
        return pending.values().stream().anyMatch(probe -> probe.place() == place);
    }

    /** Whether the last ones may already be enough, and only the log has to say so. */
    boolean awaited(RevisionName revision, int enough, Instant now) {
        return !pending.isEmpty()
                && seen.size() >= enough
                && IntStream.range(seen.size() - enough, seen.size())
                        .allMatch(place -> seen.get(place).of(revision) || fresh(place, now));
    }

    private boolean fresh(int place, Instant now) {
        return pending.values().stream()
                .anyMatch(probe -> probe.place() == place
                        && Duration.between(probe.asked(), now).compareTo(PATIENCE) < 0);
    }

    /** Asks the log when it is time to. @param last whether there will be no other time */
    void ask(Logs logs, ServiceName service, Instant now, boolean last) {
        if (pending.isEmpty() || now.isBefore(due) && !last) {
            return;
        }
        Instant since = pending.values().iterator().next().asked().minus(SKEW);
        Optional<Map<String, RevisionName>> answerers = logs.answerers(service, since);
        unreadable = answerers.isEmpty();
        int before = pending.size();
        answerers.orElse(Map.of()).forEach((id, revision) -> {
            Pending probe = pending.remove(id);
            if (probe != null) {
                seen.set(probe.place(), new Sighting.Named(revision.value()));
            }
        });
        Duration doubled = interval.multipliedBy(2);
        interval = pending.size() < before ? AFTER_NEWS : doubled.compareTo(LATEST) < 0 ? doubled : LATEST;
        due = now.plus(interval);
    }

    /** What a person should know of the log when nothing is proven; empty when it was read. */
    String trouble() {
        return unreadable
                ? "; the request log, which tells who answered, could not be read: the deploying account needs roles/logging.viewer, and the"
                        + " project's quota for reading must not be used up"
                : "";
    }
}
