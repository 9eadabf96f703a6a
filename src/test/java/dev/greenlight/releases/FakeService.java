package dev.greenlight.releases;

import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.Condition;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One service of the fake cloud. */
final class FakeService {
    final ServiceName name;
    final Map<RevisionName, RevisionDraft> revisions = new LinkedHashMap<>();
    Traffic wished;
    Optional<Traffic> served = Optional.empty();
    Map<String, String> annotations = Map.of();
    RevisionName latest;
    boolean open;
    boolean settled = true;
    Traits traits = Traits.USUAL;
    long generation;
    int draws;
    /** Secrets of all its revisions that nobody can ask after. */
    List<String> unasked = List.of();
    /** The version that answers the public whatever is said to be served; empty = none. */
    String stuck = "";

    FakeService(ServiceName name, RevisionDraft first, Traffic wished) {
        this.name = name;
        this.wished = wished;
        this.latest = first.name();
    }

    String version(RevisionName revision) {
        return Objects.requireNonNull(revisions.get(revision)).annotations().getOrDefault(Keys.VERSION, "");
    }

    ServiceState state(Map<String, Behaviour> behaviours) {
        boolean up = behaviour(behaviours, latest).starts();
        Map<Tag, URI> urls = new TreeMap<>();
        served.ifPresent(traffic -> traffic.tags()
                .keySet()
                .forEach(tag -> urls.put(tag, URI.create("http://" + tag + "---" + name + ".test"))));
        Condition condition = up
                ? new Condition("Ready", Condition.State.SUCCEEDED, "", "")
                : new Condition("Ready", Condition.State.FAILED, "HEALTH_CHECK_CONTAINER_ERROR", "it did not listen");
        return new ServiceState(
                name,
                Optional.of(URI.create("http://" + name + ".test")),
                new ServiceState.Mark("etag-" + generation, generation),
                Optional.of(wished),
                new Served(served, urls),
                annotations,
                new Readiness(
                        settled, List.of(condition), up ? Optional.of(latest) : Optional.empty(), Optional.of(latest)),
                traits);
    }

    Behaviour behaviour(Map<String, Behaviour> behaviours, RevisionName revision) {
        return behaviours.getOrDefault(version(revision), Behaviour.GOOD);
    }

    /** As in Cloud Run: what is in use cannot be deleted. */
    boolean uses(RevisionName revision) {
        return revision.equals(latest)
                || Stream.concat(Stream.of(wished), served.stream())
                        .anyMatch(traffic -> traffic.shares().containsKey(revision)
                                || traffic.tags().containsValue(revision));
    }

    List<RevisionState> states(Map<String, Behaviour> behaviours) {
        AtomicInteger age = new AtomicInteger();
        return revisions.values().stream()
                .map(draft -> new RevisionState(
                        draft.name(),
                        draft.image().toString(),
                        draft.annotations(),
                        behaviour(behaviours, draft.name()).starts(),
                        List.of(),
                        Instant.ofEpochSecond(age.incrementAndGet()),
                        contents(draft),
                        "etag of " + draft.name()))
                .toList();
    }

    private Contents contents(RevisionDraft draft) {
        Map<String, String> secrets = new TreeMap<>();
        draft.secrets().forEach((variable, secret) -> secrets.put(variable, secret.name() + "@" + secret.version()));
        return new Contents(
                draft.env(), secrets, Map.of(), List.copyOf(draft.secrets().values()), unasked);
    }

    /** The revision that gets the next request: in a hundred requests everybody gets exactly his share, well mixed. */
    Optional<RevisionName> draw() {
        Optional<RevisionName> other = revisions.keySet().stream()
                .filter(revision -> !stuck.isEmpty() && version(revision).equals(stuck))
                .findFirst();
        if (other.isPresent()) {
            return other;
        }
        int ticket = (draws++ * 37) % 100;
        int sum = 0;
        for (var share : served.map(Traffic::shares).orElse(Map.of()).entrySet()) {
            sum += share.getValue().value();
            if (ticket < sum) {
                return Optional.of(share.getKey());
            }
        }
        return Optional.empty();
    }
}
