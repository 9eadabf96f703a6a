package dev.greenlight.releases;

import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.JobEnding;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Cloud Run in memory: services, revisions, traffic with tags, the public invoker, jobs, request counts, under a constant load. What
 * goes wrong is told by {@link #behave}, {@link #answerNext}, {@link #ignoreTraffic} and {@link #telemetry}.
 */
public final class FakeCloud extends FakeTroubles implements CloudRun, Jobs, Prober, Metrics {
    private final Map<ServiceName, FakeService> services = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();

    private final FakeTelemetry telemetry = new FakeTelemetry();
    private final FakeVisitors visitors;
    private Runnable afterRecord = () -> {};
    private int looksAtRecorded;

    /** @param requestsPerSecond real requests to each service that everybody may call */
    public FakeCloud(FakePace pace, int requestsPerSecond) {
        this.visitors = new FakeVisitors(pace, services, behaviours, telemetry);
        pace.whilePassing(time -> {
            synchronized (this) {
                visitors.load(time, requestsPerSecond);
            }
        });
    }

    public synchronized void behave(String version, Behaviour behaviour) {
        behaviours.put(version, behaviour);
    }

    /** Happens once, when the next release has been recorded and its end was seen. */
    public synchronized void afterRecord(Runnable meanwhile) {
        afterRecord = meanwhile;
    }

    /** As if the revision had been made by other means. */
    public synchronized void unmark(RevisionName revision) {
        services.values()
                .forEach(service -> service.revisions.computeIfPresent(
                        revision,
                        (name, draft) -> new RevisionDraft(
                                name, draft.image(), draft.port(), draft.env(), draft.secrets(), Map.of())));
    }

    /** What the metrics show, and what they do not. */
    public FakeTelemetry telemetry() {
        return telemetry;
    }

    public synchronized RevisionDraft draft(RevisionName revision) {
        return services.values().stream()
                .flatMap(service -> Optional.ofNullable(service.revisions.get(revision)).stream())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized Optional<ServiceState> service(ServiceName name) {
        if (++looksAtRecorded == 2) {
            Runnable then = afterRecord;
            afterRecord = () -> {};
            then.run();
        }
        return Optional.ofNullable(services.get(name)).map(service -> service.state(behaviours));
    }

    @Override
    public synchronized List<RevisionState> revisions(ServiceName name) {
        return Optional.ofNullable(services.get(name))
                .map(service -> service.states(behaviours))
                .orElse(List.of());
    }

    /** What comes before it may ask this cloud, from any thread, and therefore runs without the lock. */
    @Override
    public Reply create(ServiceName name, RevisionDraft draft, Traffic traffic, Map<String, String> annotations) {
        Runnable first;
        synchronized (this) {
            first = beforeCreation;
            beforeCreation = () -> {};
        }
        first.run();
        return created(name, draft, traffic, annotations);
    }

    private synchronized Reply created(
            ServiceName name, RevisionDraft draft, Traffic traffic, Map<String, String> annotations) {
        if (services.containsKey(name)) {
            return new Reply.Conflict("it exists");
        }
        return write("create " + name + " " + traffic, () -> {
            FakeService service = new FakeService(name, draft, traffic);
            services.put(name, service);
            apply(service, Optional.of(draft), Optional.of(traffic), Optional.of(annotations));
        });
    }

    /** What comes before it may ask this cloud, from any thread, and therefore runs without the lock. */
    @Override
    public Reply change(ServiceChange change) {
        Runnable first;
        synchronized (this) {
            first = beforeChange;
            beforeChange = () -> {};
        }
        first.run();
        Reply reply = changed(change);
        Runnable then;
        synchronized (this) {
            then = afterChange;
            afterChange = () -> {};
        }
        then.run();
        return reply;
    }

    private synchronized Reply changed(ServiceChange change) {
        FakeService service = services.get(change.service());
        if (service == null) {
            return new Reply.Refused("no such service");
        }
        // As in Cloud Run, a change without an etag is one that does not mind.
        if (!change.etag().isEmpty() && !change.etag().equals("etag-" + service.generation)) {
            return new Reply.Conflict("version '" + change.etag() + "' was specified but current version is another");
        }
        Optional<Reply> other = changes.apply(change);
        if (other.isPresent()) {
            return other.get();
        }
        Reply reply = write(
                "change " + change.service() + " "
                        + change.traffic().map(Traffic::toString).orElse(""),
                () -> apply(service, change.draft(), change.traffic(), change.annotations()));
        if (change.annotations()
                .filter(notes -> !notes.containsKey(Keys.INTENT))
                .isPresent()) {
            looksAtRecorded = 0;
        }
        return reply;
    }

    private void apply(
            FakeService service,
            Optional<RevisionDraft> draft,
            Optional<Traffic> traffic,
            Optional<Map<String, String>> annotations) {
        service.generation++;
        draft.ifPresent(revision -> {
            service.revisions.put(revision.name(), revision);
            service.latest = revision.name();
        });
        annotations.ifPresent(notes -> service.annotations = notes);
        traffic.ifPresent(wished -> {
            service.wished = wished;
            boolean up = wished.shares().keySet().stream()
                    .allMatch(
                            revision -> service.behaviour(behaviours, revision).starts());
            boolean candidateUp = Optional.ofNullable(wished.tags().get(Tag.CANDIDATE))
                    .map(revision -> service.behaviour(behaviours, revision).starts())
                    .orElse(true);
            if (up && candidateUp && !ignored.test(wished)) {
                service.served = Optional.of(wished);
            }
        });
    }

    public synchronized void set(String name, Traits traits) {
        Objects.requireNonNull(services.get(new ServiceName(name))).traits = traits;
    }

    /** All its revisions need these secrets too, as {@code name@version}, and nobody can ask after them. */
    public synchronized void unasked(String name, String... secrets) {
        Objects.requireNonNull(services.get(new ServiceName(name))).unasked = List.of(secrets);
    }

    /** From now on the public is answered by that version, as soon as it is there, whatever traffic is said to be served. */
    public synchronized void stickTo(String name, String version) {
        Objects.requireNonNull(services.get(new ServiceName(name))).stuck = version;
    }

    /** Cloud Run works on it and never says that it is done, as on a revision that does not come up. */
    public synchronized void neverSettles(String name) {
        Objects.requireNonNull(services.get(new ServiceName(name))).settled = false;
    }

    /** As if no release by Greenlight had ever been recorded. */
    public synchronized void forget(String name) {
        FakeService service = Objects.requireNonNull(services.get(new ServiceName(name)));
        apply(service, Optional.empty(), Optional.empty(), Optional.of(Map.of()));
    }

    /** Somebody else, by other means. */
    public synchronized void setTrafficBehindTheBack(String name, Traffic traffic) {
        FakeService service = Objects.requireNonNull(services.get(new ServiceName(name)));
        apply(service, Optional.empty(), Optional.of(traffic), Optional.empty());
    }

    @Override
    public synchronized Reply delete(ServiceName name, String etag) {
        FakeService service = services.get(name);
        if (service != null && !etag.isEmpty() && !etag.equals("etag-" + service.generation)) {
            return new Reply.Conflict("version '" + etag + "' was specified but current version is another");
        }
        return removals.apply(name).orElseGet(() -> write("delete " + name, () -> services.remove(name)));
    }

    @Override
    public synchronized Reply delete(ServiceName name, RevisionState revision) {
        FakeService service = Objects.requireNonNull(services.get(name));
        Optional<Reply> trouble = deletions.apply(revision.name());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        if (service.uses(revision.name())) {
            return new Reply.Busy("it is the latest revision, or it has traffic or a tag");
        }
        return write("delete " + revision.name(), () -> service.revisions.remove(revision.name()));
    }

    @Override
    public synchronized boolean isPublic(ServiceName name) {
        return Optional.ofNullable(services.get(name))
                .filter(service -> service.open)
                .isPresent();
    }

    @Override
    public synchronized void open(ServiceName name) {
        Objects.requireNonNull(services.get(name)).open = true;
        history.add("open " + name);
    }

    @Override
    public synchronized void close(ServiceName name) {
        Optional.ofNullable(services.get(name)).ifPresent(service -> service.open = false);
        history.add("close " + name);
    }

    @Override
    public synchronized JobEnding run(JobDraft draft) {
        history.add("job " + draft.name());
        return jobTrouble
                .<JobEnding>map(why -> new JobEnding.Failed(draft.name() + "-1", why))
                .orElseGet(() -> new JobEnding.Succeeded(draft.name() + "-1"));
    }

    @Override
    public synchronized Reading requests(ServiceName service, Instant from, Instant to) {
        return telemetry.read(service.value(), from, to, false);
    }

    @Override
    public synchronized Reading latencies(ServiceName service, Instant from, Instant to) {
        return telemetry.read(service.value(), from, to, true);
    }

    @Override
    public synchronized Answer ask(Probe probe) {
        return visitors.ask(probe);
    }

    /** Who answered the probes up to then, by their ids. */
    public synchronized Map<String, RevisionName> answerers(Instant until) {
        return visitors.answerers(until);
    }
}
