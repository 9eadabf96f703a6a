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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Cloud Run in memory: services, revisions, traffic with tags, the public invoker, jobs, request counts, under a constant load. What
 * goes wrong is told by {@link #behave}, {@link #answerNext}, {@link #ignoreTraffic} and {@link #telemetry}.
 */
public final class FakeCloud implements CloudRun, Jobs, Prober, Metrics {
    private final FakePace pace;
    private final Map<ServiceName, FakeService> services = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final List<String> history = new ArrayList<>();
    private final FakeTelemetry telemetry = new FakeTelemetry();
    private Predicate<Traffic> ignored = traffic -> false;
    private Optional<String> jobTrouble = Optional.empty();
    private Runnable beforeChange = () -> {};
    private Runnable afterChange = () -> {};
    private Runnable beforeCreation = () -> {};
    private Function<RevisionName, Optional<Reply>> deletions = revision -> Optional.empty();
    private Function<ServiceChange, Optional<Reply>> changes = change -> Optional.empty();
    private Function<ServiceName, Optional<Reply>> removals = service -> Optional.empty();
    private Runnable afterRecord = () -> {};
    private int looksAtRecorded;
    private final Map<String, Answered> answerers = new HashMap<>();
    private final Map<RevisionName, Long> realRequests = new HashMap<>();
    private double due;

    /** @param requestsPerSecond real requests to each service that everybody may call */
    public FakeCloud(FakePace pace, int requestsPerSecond) {
        this.pace = pace;
        pace.whilePassing(time -> load(time, requestsPerSecond));
    }

    /** An answer to the next write. @param done whether the write is done all the same and only its answer lost */
    private record Trouble(Reply reply, boolean done) {}

    private record Answered(RevisionName revision, Instant time) {}

    public synchronized void behave(String version, Behaviour behaviour) {
        behaviours.put(version, behaviour);
    }

    public synchronized void answerNext(Reply reply, boolean done) {
        troubles.add(new Trouble(reply, done));
    }

    /** Traffic that is accepted and never put into effect. */
    public synchronized void ignoreTraffic(Predicate<Traffic> which) {
        ignored = which;
    }

    /** Happens between a release's look at the service and its next change of it. */
    public synchronized void beforeNextChange(Runnable meanwhile) {
        beforeChange = meanwhile;
    }

    /** Happens between a release's next change of a service and its look at what became of it. */
    public synchronized void afterNextChange(Runnable meanwhile) {
        afterChange = meanwhile;
    }

    /** Happens between a release's look at a service that is not there and its creation. */
    public synchronized void beforeNextCreation(Runnable meanwhile) {
        beforeCreation = meanwhile;
    }

    /** Another answer to the deletion of a revision than the usual one. */
    public synchronized void onDeletion(Function<RevisionName, Optional<Reply>> answer) {
        deletions = answer;
    }

    /** Another answer to a change of a service than the usual one; it is not made then. */
    public synchronized void onChange(Function<ServiceChange, Optional<Reply>> answer) {
        changes = answer;
    }

    /** Another answer to the deletion of a service than the usual one. */
    public synchronized void onRemoval(Function<ServiceName, Optional<Reply>> answer) {
        removals = answer;
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

    public synchronized void failJobs(String why) {
        jobTrouble = Optional.of(why);
    }

    /** Every effect, in order, in words. */
    public synchronized List<String> history() {
        return List.copyOf(history);
    }

    /** Whether anybody could ever call it. */
    public synchronized boolean everOpen(String service) {
        return history.contains("open " + service);
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

    private Reply write(String words, Runnable effect) {
        Trouble trouble = troubles.isEmpty() ? null : troubles.removeFirst();
        if (trouble == null || trouble.done()) {
            effect.run();
            history.add(words);
        }
        return trouble == null ? new Reply.Accepted(0) : trouble.reply();
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
    public synchronized Answer ask(Probe probe) {
        String host = Objects.requireNonNull(probe.address().getHost());
        String[] parts = host.replace(".test", "").split("---", -1);
        FakeService service = services.get(new ServiceName(parts[parts.length - 1]));
        if (service == null) {
            return new Answer.Unreachable("no such host");
        }
        if (!service.open && probe.token().isEmpty()) {
            return new Answer.Answered(403, "Forbidden", Duration.ofMillis(1));
        }
        Optional<RevisionName> revision = parts.length == 1
                ? service.draw()
                : service.served.map(traffic -> traffic.tags().get(new Tag(parts[0])));
        revision.ifPresent(found -> answerers.put(probe.id(), new Answered(found, pace.now())));
        return revision.map(found -> answer(service, found, probe))
                .orElse(new Answer.Answered(404, "", Duration.ofMillis(1)));
    }

    private Answer answer(FakeService service, RevisionName revision, Probe probe) {
        String path = probe.path();
        Behaviour behaviour = service.behaviour(behaviours, revision);
        boolean error = path.contains("health")
                ? behaviour.health() >= 500
                : path.contains("page") && fails(behaviour, revision);
        telemetry.answered(
                service.name.value(), pace.now(), revision, error, path.contains("page") ? behaviour.millis() : 2);
        if (path.contains("health")) {
            Behaviour.Said said = behaviour.said();
            return new Answer.Answered(behaviour.health(), said.body(), said.took(), said.headers(), probe.wanted());
        }
        if (path.contains("page")) {
            return new Answer.Answered(error ? 500 : 200, "page", Duration.ofMillis(behaviour.millis()));
        }
        String body = "{\"version\":\"" + service.version(revision) + "\",\"commit\":\"c\",\"revision\":\""
                + (behaviour.names() ? revision.value() : "") + "\"}";
        return new Answer.Answered(200, body, Duration.ofMillis(1));
    }

    /** Who answered the probes up to then, by their ids. */
    public synchronized Map<String, RevisionName> answerers(Instant until) {
        Map<String, RevisionName> found = new HashMap<>();
        answerers.forEach((id, answer) -> {
            if (!answer.time().isAfter(until)) {
                found.put(id, answer.revision());
            }
        });
        return found;
    }

    @Override
    public synchronized Reading requests(ServiceName service, Instant from, Instant to) {
        return telemetry.read(service.value(), from, to, false);
    }

    @Override
    public synchronized Reading latencies(ServiceName service, Instant from, Instant to) {
        return telemetry.read(service.value(), from, to, true);
    }

    private synchronized void load(Duration time, int requestsPerSecond) {
        due += time.toMillis() * requestsPerSecond / 1000.0;
        for (; due >= 1; due--) {
            services.values().stream()
                    .filter(service -> service.open)
                    .forEach(service -> service.draw().ifPresent(revision -> {
                        Behaviour behaviour = service.behaviour(behaviours, revision);
                        boolean error = fails(behaviour, revision);
                        // From half to twice of what is usual, well mixed.
                        double millis = behaviour.millis()
                                * Math.pow(2, (realRequests.getOrDefault(revision, 0L) * 37 % 100) / 50.0 - 1);
                        telemetry.answered(service.name.value(), pace.now(), revision, error, millis);
                    }));
        }
    }

    private boolean fails(Behaviour behaviour, RevisionName revision) {
        long seen = realRequests.merge(revision, 1L, Long::sum);
        return behaviour.errorPercent() > 0 && seen % (100 / behaviour.errorPercent()) == 0;
    }
}
