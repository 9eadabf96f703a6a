package dev.greenlight.releases.run;

import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.steps.Proof;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.steps.Shifting;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives every service of a failed release its old traffic back. */
final class Restorer {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Scene scene;
    private final ByHand byHand;
    private final Chronicle chronicle;
    private final Settling settling;
    private final Clearing clearing;
    private final List<String> afterwards = Collections.synchronizedList(new ArrayList<>());
    private final Map<ServiceName, Map<String, Object>> shifted = new ConcurrentHashMap<>();
    private final Map<ServiceName, String> failures = new ConcurrentHashMap<>();

    Restorer(Scene scene, ByHand byHand, Chronicle chronicle) {
        this.scene = scene;
        this.byHand = byHand;
        this.chronicle = chronicle;
        this.settling = new Settling(scene.cloud(), scene.pace(), LIMIT);
        this.clearing = new Clearing(scene, byHand, settling, LIMIT);
    }

    /** How each service that did not fail was left, one sentence each. */
    List<String> afterwards() {
        return List.copyOf(afterwards);
    }

    /** What could not be put back, each with what to run by hand; empty when all is as it was. */
    List<String> failures() {
        return List.copyOf(failures.values());
    }

    /** Restores the exact traffic and tags of every service that the release may have changed, all at once, and proves it. */
    void restore(Collection<Standing> services) {
        List<Standing> touched =
                services.stream().filter(Standing::touched).toList().reversed();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = touched.stream()
                    .map(service -> CompletableFuture.runAsync(() -> restore(service), executor))
                    .toList();
            all.forEach(Restorer::join);
        }
    }

    /** What nobody can go on after, such as memory that is at its end, is thrown as what it is. */
    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void restore(Standing service) {
        Instant began = scene.pace().now();
        try {
            String words =
                    service.plan().before().map(before -> back(service, before)).orElseGet(() -> hide(service));
            afterwards.add(service.name() + ": " + words);
            note(service, began, true, words);
        } catch (ExternalFailure e) {
            String command = command(service);
            failed(
                    service,
                    began,
                    e.getMessage() + " By hand: " + (e.remedy().equals(command) ? "" : e.remedy() + "; then ")
                            + command);
        } catch (RuntimeException e) {
            // It must hide neither why the release failed nor what to run now.
            failed(service, began, Defects.words(e) + ". By hand: " + command(service));
        }
    }

    private void failed(Standing service, Instant began, String words) {
        failures.put(service.name(), service.name() + ": " + words);
        note(service, began, false, service.name() + ": " + words);
    }

    private void note(Standing service, Instant began, boolean good, String words) {
        scene.say(service.name(), "  " + (good ? "" : "FAILED to go back: ") + words);
        Instant ended = scene.pace().now();
        chronicle.add(new Chronicle.Entry(
                ended,
                Duration.between(began, ended),
                service.name().value(),
                "go back",
                good,
                words,
                shifted.getOrDefault(service.name(), Map.of())));
    }

    private String back(Standing service, ServicePlan.Before before) {
        scene.say(service.name(), "going back to " + before.traffic());
        Optional<ServiceState> found = scene.cloud().service(service.name());
        ServiceState now =
                found.or(service::state).orElseThrow(() -> stranded(service, before, "it does not exist any more"));
        for (int attempt = 1; ; attempt++) {
            if (!ours(service, now)) {
                return clearing.leave(service, now);
            }
            Traffic goal = quickest(before, now);
            service.wishing(goal);
            Settling.Result result =
                    settling.shift(now, state -> ServiceChange.of(state, goal, locked(service, state)));
            switch (result) {
                case Settling.Result.Done(ServiceState state) -> {
                    service.now(state);
                    shifted.put(
                            service.name(), Shifting.effect(goal, scene.pace().now()));
                    return proven(service, before);
                }
                case Settling.Result.Failed(String words) -> throw stranded(service, before, words);
                case Settling.Result.Overtaken(ServiceState state) -> {
                    if (attempt == 5) {
                        throw stranded(service, before, "somebody else keeps changing it");
                    }
                    now = state;
                }
            }
        }
    }

    /** Whether the service is still this release's: nobody else took it over, and its traffic is one that this release asked for. */
    private static boolean ours(Standing service, ServiceState now) {
        return Clearing.recordIsOurs(service, now)
                && now.wished().filter(service::knows).isPresent();
    }

    /** The old shares, with the tags as they are served now: closing an address takes time that traffic must not wait for. */
    private static Traffic quickest(ServicePlan.Before before, ServiceState now) {
        return now.served()
                .traffic()
                .map(traffic -> new Traffic(before.traffic().shares(), traffic.tags()))
                .orElse(before.traffic());
    }

    /**
     * The lock stays until the old revision is proven to serve. A release that failed at its very end is under its lock again, and not remembered
     * as good.
     */
    private static Map<String, String> locked(Standing service, ServiceState state) {
        boolean recorded = Journal.parse(state.annotations()).intent().isEmpty()
                && !service.claim().untouched(state);
        Journal before = service.claim().before().settled();
        return recorded
                ? service.claim().intent().map(before::intending).orElse(before).writtenTo(state.annotations())
                : state.annotations();
    }

    private String proven(Standing service, ServicePlan.Before before) {
        StepEnding proof =
                new Proof(scene, LIMIT).prove(service.place(), service.expecting(before.live(), before.version()));
        return switch (proof) {
            case StepEnding.Done(String words, var _) -> "all traffic is back on " + before.live() + "; " + words;
            case StepEnding.Failed failed ->
                throw stranded(
                        service, before, "its traffic was set back to " + before.live() + ", but " + failed.reason());
        };
    }

    private ExternalFailure stranded(Standing service, ServicePlan.Before before, String happened) {
        return new ExternalFailure("go back to " + before.live(), happened, command(service));
    }

    private String command(Standing service) {
        return service.plan()
                .before()
                .map(before -> byHand.move(service.name(), before.live().value()))
                .orElseGet(() -> byHand.close(service.name()));
    }

    /** A first release: nobody but its owners may have seen it, and nobody shall. */
    private String hide(Standing service) {
        Optional<ServiceState> now = scene.cloud().service(service.name());
        if (now.isEmpty()) {
            return service.state().isEmpty() ? "it was not created" : "it does not exist any more";
        }
        if (!service.claim().on(now.get())) {
            service.letGo();
            return "somebody else made it or took it over meanwhile, and that was left";
        }
        scene.cloud().close(service.name());
        service.opened(false);
        return "it is closed to the public";
    }

    /**
     * Puts tags and record back too, and deletes the services that the failed release had made, after their logs have been read. What could not
     * be put back keeps its lock, so that the next release or rollback knows of it.
     */
    void clear(Collection<Standing> services) {
        services.stream()
                .filter(service -> service.touched() && !failures.containsKey(service.name()))
                .forEach(service -> clearing.clear(service).ifPresent(words -> {
                    afterwards.add(service.name() + ": " + words);
                    scene.say(service.name(), "  " + words);
                }));
    }
}
