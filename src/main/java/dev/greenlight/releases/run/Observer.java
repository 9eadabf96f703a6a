package dev.greenlight.releases.run;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.evidence.Registry;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.turns.Circumstances;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.SecretVersion;
import dev.greenlight.secrets.SecretVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the world once, before anything is decided. Changes nothing. */
public final class Observer {
    /** How long a change that somebody else has just made may take before the look at the service. */
    private static final Duration SETTLING = Duration.ofSeconds(60);
    /** The same for a rollback: traffic that moves at this moment is in effect within seconds. */
    private static final Duration HURRY = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(250);

    private final CloudRun cloud;
    private final Registry registry;
    private final SecretVersions secrets;
    private final Turns turns;
    private final Pace pace;

    public Observer(CloudRun cloud, Registry registry, SecretVersions secrets, Turns turns, Pace pace) {
        this.cloud = cloud;
        this.registry = registry;
        this.secrets = secrets;
        this.turns = turns;
        this.pace = pace;
    }

    /** Asks after what the targets of a rollback need to start. */
    public TargetCheck targets() {
        return new TargetCheck(registry, secrets);
    }

    /**
     * What a decision about a release needs to know.
     *
     * @throws dev.greenlight.report.ExternalFailure when something does not answer
     */
    public Snapshot observe(ReleaseRequest request) {
        Environment environment = request.environment();
        Map<String, List<SecretVersion>> versions = new HashMap<>();
        for (Deployment deployment : environment.services().values()) {
            deployment
                    .secrets()
                    .values()
                    .forEach(reference -> versions.computeIfAbsent(
                            reference.name(), name -> secrets.of(environment.project(), name)));
        }
        Map<String, View> services =
                services(environment, state -> state.readiness().settled(), SETTLING);
        services.values().stream()
                .flatMap(view -> live(view).stream())
                .flatMap(revision -> revision.secrets().stream())
                .forEach(reference ->
                        versions.computeIfAbsent(reference.name(), name -> secrets.of(environment.project(), name)));
        return new Snapshot(
                services, held(request, services.values()), versions, circumstances(request, services.values()));
    }

    /** Of the images to release and those to come back to, what the registry holds; other registries are not asked. */
    private Set<ImageReference> held(ReleaseRequest request, Collection<View> views) {
        Set<String> asked = request.images().values().stream()
                .map(image -> image.registry() + "/" + image.repository())
                .collect(Collectors.toSet());
        Stream<ImageReference> back = views.stream()
                .flatMap(view -> live(view).stream())
                .flatMap(revision -> ImageReference.parse(revision.image()).stream())
                .filter(image -> asked.contains(image.registry() + "/" + image.repository()));
        return Stream.concat(request.images().values().stream(), back)
                .distinct()
                .filter(registry::holds)
                .collect(Collectors.toSet());
    }

    private static Optional<RevisionState> live(View view) {
        return serving(view).flatMap(view::revision);
    }

    /**
     * The services alone, for a rollback. It does not wait for a revision that does not come up, whoever made it: only, for a moment, for traffic
     * that somebody is just moving.
     *
     * @throws dev.greenlight.report.ExternalFailure when Cloud Run does not answer
     */
    public Snapshot observe(Environment environment) {
        Map<String, View> services = services(
                environment,
                state -> state.readiness().settled()
                        || state.consistent()
                        || state.served().traffic().isPresent()
                                && Journal.parse(state.annotations()).intent().isPresent(),
                HURRY);
        return new Snapshot(services, Set.of(), Map.of(), new Circumstances(pace.now(), Map.of(), Map.of()));
    }

    private Map<String, View> services(Environment environment, Predicate<ServiceState> enough, Duration limit) {
        Map<String, View> services = new HashMap<>();
        environment
                .services()
                .values()
                .forEach(deployment -> services.put(
                        deployment.service(), view(new ServiceName(deployment.cloudRunName()), enough, limit)));
        return services;
    }

    private Circumstances circumstances(ReleaseRequest request, Collection<View> views) {
        Map<Owner, Liveness> owners = new HashMap<>();
        Map<String, Order> orders = new HashMap<>();
        for (View view : views) {
            Journal journal = view.journal();
            journal.intent()
                    .map(Intent::owner)
                    .filter(owner -> !owner.endedBefore(request.owner()))
                    .ifPresent(owner -> owners.computeIfAbsent(owner, turns.runs()::liveness));
            Stream.concat(
                            serving(view).map(revision -> view.good(revision).version()).stream(),
                            journal.withdrawn().stream().limit(1).map(Withdrawal::fromVersion))
                    .filter(known -> !known.isEmpty())
                    .forEach(known -> orders.computeIfAbsent(
                            known, version -> turns.lineage().order(request.version(), version)));
        }
        return new Circumstances(pace.now(), owners, orders);
    }

    private static Optional<RevisionName> serving(View view) {
        return view.journal()
                .intent()
                .map(Intent::prior)
                .or(() -> view.state().flatMap(state -> state.served().traffic()))
                .flatMap(Traffic::sole);
    }

    /** Revisions and policy are asked for at once: a rollback waits for both. */
    private View seen(ServiceName name, Optional<ServiceState> state) {
        CompletableFuture<Boolean> open = CompletableFuture.supplyAsync(
                () -> cloud.isPublic(name), task -> Thread.ofVirtual().start(task));
        List<RevisionState> revisions = cloud.revisions(name);
        try {
            return new View(state, revisions, open.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private View view(ServiceName name, Predicate<ServiceState> enough, Duration limit) {
        Instant start = pace.now();
        while (true) {
            Optional<ServiceState> state = cloud.service(name);
            boolean late = pace.since(start).compareTo(limit) > 0;
            if (state.map(ServiceState::traits).filter(Traits::deleting).isPresent()) {
                if (late) {
                    throw new ExternalFailure(
                            "look at service " + name,
                            "it is being deleted, and that is not done after " + limit.toSeconds() + " s",
                            "wait until it is gone, then run this again; nothing was changed");
                }
            } else if (state.map(enough::test).orElse(true) || late) {
                return state.isEmpty() ? View.NONE : seen(name, state);
            }
            pace.pause(POLL);
        }
    }
}
