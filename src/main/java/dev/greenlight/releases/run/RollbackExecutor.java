package dev.greenlight.releases.run;

import dev.greenlight.project.Service;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.Expected;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.plan.RollbackPlan;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.steps.Place;
import dev.greenlight.releases.steps.Proof;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.steps.Shifting;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves every service to where a rollback leads, in one change each, and proves it. It goes as far as it can and never turns round; used once.
 */
public final class RollbackExecutor {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 10;

    private final Scene scene;
    private final ByHand byHand;
    private final Settling settling;
    private final Chronicle chronicle = new Chronicle();
    private final Map<String, URI> urls = new LinkedHashMap<>();
    private final Map<String, URI> tagUrls = new LinkedHashMap<>();
    private final List<String> standings = new ArrayList<>();
    private final Map<ServiceName, StepEnding.Failed> failures = new LinkedHashMap<>();
    private final Set<ServiceName> moved = new HashSet<>();

    /** @param byHand what a person is told to run when not all goes back */
    public RollbackExecutor(Scene scene, ByHand byHand) {
        this.scene = scene;
        this.byHand = byHand;
        this.settling = new Settling(scene.cloud(), scene.pace(), LIMIT);
    }

    /**
     * Goes back. What could not be moved or proven is in the outcome, with what to run by hand.
     *
     * @param by who asked for it
     * @param why the reason given; may be empty
     * @param start when the whole run began
     */
    public RollbackOutcome run(RollbackPlan plan, Snapshot snapshot, String by, String why, Instant start) {
        for (RollbackPlan.Move move : plan.moves()) {
            if (move.service().kind() == Service.Kind.DJANGO && frontEndLeft(plan)) {
                standings.add(move.name()
                        + ": not moved, since a front end is not known to have left the version that was to be left, and may ask for what"
                        + " only the new back end has; by hand, after the front end: " + command(move));
            } else {
                ServiceState found =
                        snapshot.view(move.service().name()).state().orElseThrow();
                take(move, found, snapshot, by, why);
            }
        }
        Duration took = scene.pace().since(start);
        // What takes longer comes after all that can be moved has been moved.
        List<Forensics> troubles = failures.entrySet().stream()
                .map(failure -> Forensics.gather(scene, failure.getKey().value(), failure.getValue()))
                .toList();
        return new RollbackOutcome(plan, chronicle.entries(), took, standings, troubles, urls, tagUrls);
    }

    private boolean frontEndLeft(RollbackPlan plan) {
        return plan.moves().stream()
                .anyMatch(move -> move.service().kind() == Service.Kind.REACT
                        && failures.containsKey(move.name())
                        && !moved.contains(move.name()));
    }

    private void take(RollbackPlan.Move move, ServiceState found, Snapshot snapshot, String by, String why) {
        scene.say(move.name(), words(move));
        Instant began = scene.pace().now();
        StepEnding ending;
        try {
            ending = back(move, found, snapshot, by, why);
        } catch (ExternalFailure e) {
            ending = failed(move, e.getMessage() + " To repair it: " + e.remedy());
        } catch (RuntimeException e) {
            // The other services are to go back all the same, and how each stands is to be told.
            ending = failed(move, Defects.words(e));
        }
        switch (ending) {
            case StepEnding.Done(String proof, var numbers) ->
                note(move, began, true, move.goal() + "; " + proof, numbers);
            case StepEnding.Failed failed -> note(move, began, false, trouble(move, failed), failed.numbers());
        }
    }

    private void note(RollbackPlan.Move move, Instant began, boolean good, String result, Map<String, Object> numbers) {
        scene.say(move.name(), (good ? "  ok: " : "  FAILED: ") + result);
        standings.add(move.name() + ": " + result);
        Instant ended = scene.pace().now();
        chronicle.add(new Chronicle.Entry(
                ended, Duration.between(began, ended), move.name().value(), words(move), good, result, numbers));
    }

    private static String words(RollbackPlan.Move move) {
        return move.leaves()
                ? "go back from " + move.from() + " to " + move.target().revision()
                : "settle on " + move.target().revision() + ", which has all traffic already";
    }

    private String trouble(RollbackPlan.Move move, StepEnding.Failed failed) {
        failures.put(move.name(), failed);
        return (moved.contains(move.name()) ? "its traffic is " + move.goal() + ", but " : "not known to be moved: ")
                + failed.reason() + "; by hand: " + command(move);
    }

    private static StepEnding.Failed failed(RollbackPlan.Move move, String reason) {
        return StepEnding.Failed.of(
                reason, new Trail.OfRevision(move.name(), move.target().revision()));
    }

    private StepEnding back(RollbackPlan.Move move, ServiceState found, Snapshot snapshot, String by, String why) {
        ServiceState state = found;
        Map<String, Object> effect = Map.of();
        if (move.needed()) {
            switch (shifted(move, found, by, why)) {
                case Settling.Result.Done(ServiceState now) -> state = now;
                case Settling.Result.Failed(String words) -> {
                    return failed(move, words);
                }
                case Settling.Result.Overtaken overtaken -> {
                    return failed(move, "something else keeps changing its traffic; cancel the running deploy");
                }
            }
            effect = Shifting.effect(move.goal(), scene.pace().now());
        }
        moved.add(move.name());
        state.url()
                .ifPresent(url -> urls.put(
                        move.service().name(), move.deployment().publicUrl().orElse(url)));
        move.tagUrl(state).ifPresent(url -> tagUrls.put(move.service().name(), url));
        return with(effect, proven(move, state, snapshot));
    }

    private static StepEnding with(Map<String, Object> effect, StepEnding proof) {
        Map<String, Object> numbers = new LinkedHashMap<>(effect);
        return switch (proof) {
            case StepEnding.Done done -> {
                numbers.putAll(done.numbers());
                yield new StepEnding.Done(done.words(), numbers);
            }
            case StepEnding.Failed failed -> {
                numbers.putAll(failed.numbers());
                yield new StepEnding.Failed(failed.reason(), failed.answers(), failed.trail(), numbers);
            }
        };
    }

    /** A rollback wins over whatever else is going on: what changed meanwhile is looked at again and changed. */
    private Settling.Result shifted(RollbackPlan.Move move, ServiceState found, String by, String why) {
        Instant time = scene.pace().now();
        Settling.Result result = new Settling.Result.Overtaken(found);
        for (int attempt = 1;
                attempt <= ATTEMPTS && result instanceof Settling.Result.Overtaken(ServiceState now);
                attempt++) {
            result = settling.shift(
                    now, state -> ServiceChange.of(state, move.goal(), notes(move, state, by, why, time)));
        }
        return result;
    }

    private Map<String, String> notes(RollbackPlan.Move move, ServiceState state, String by, String why, Instant time) {
        Withdrawal withdrawal = new Withdrawal(
                move.from(),
                move.fromVersion(),
                move.left().image(),
                move.target().revision(),
                by,
                why,
                time);
        Good target = move.target();
        return Journal.parse(state.annotations()).withdrew(withdrawal, target).writtenTo(state.annotations());
    }

    private StepEnding proven(RollbackPlan.Move move, ServiceState state, Snapshot snapshot) {
        if (state.url().isEmpty()) {
            return failed(move, "Cloud Run gave it no address to prove it at");
        }
        URI url = state.url().get();
        Place place = new Place(
                move.service(), move.name(), move.deployment().publicUrl().orElse(url), url, move.open());
        boolean alone = snapshot.view(move.service().name())
                .alone(move.target().revision(), move.target().version(), move.prior());
        return new Proof(scene, LIMIT)
                .prove(
                        place,
                        new Expected(move.target().revision(), move.target().version(), alone));
    }

    private String command(RollbackPlan.Move move) {
        return byHand.move(move.name(), move.target().revision().value());
    }
}
