package dev.greenlight.releases.run;

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
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves every service to where a rollback leads, in one change each, and proves it. */
public final class RollbackExecutor {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 10;

    private final Scene scene;
    private final Settling settling;
    private final Chronicle chronicle = new Chronicle();

    public RollbackExecutor(Scene scene) {
        this.scene = scene;
        this.settling = new Settling(scene.cloud(), scene.pace(), LIMIT);
    }

    /**
     * Goes back.
     *
     * @param by who asked for it
     * @param why the reason given; may be empty
     * @param start when the whole run began
     * @throws ExternalFailure when a service could not be moved or proven, naming what to run by hand
     */
    public RollbackOutcome run(RollbackPlan plan, Snapshot snapshot, String by, String why, Instant start) {
        Map<String, URI> urls = new LinkedHashMap<>();
        Map<String, URI> tagUrls = new LinkedHashMap<>();
        for (RollbackPlan.Move move : plan.moves()) {
            ServiceState found = snapshot.view(move.service().name()).state().orElseThrow();
            scene.say(
                    move.name(),
                    "go back from " + move.from() + " to " + move.target().revision());
            Instant began = scene.pace().now();
            ServiceState state = move.needed() ? moved(move, found, by, why) : found;
            Instant shifted = scene.pace().now();
            StepEnding.Done proof = proven(move, state);
            scene.say(move.name(), "  ok: " + move.goal() + "; " + proof.words());
            Map<String, Object> numbers = new LinkedHashMap<>(proof.numbers());
            if (move.needed()) {
                numbers.putAll(Shifting.effect(move.goal(), shifted));
            }
            Instant ended = scene.pace().now();
            chronicle.add(new Chronicle.Entry(
                    ended,
                    Duration.between(began, ended),
                    move.name().value(),
                    "go back from " + move.from() + " to " + move.target().revision(),
                    true,
                    proof.words(),
                    numbers));
            move.deployment()
                    .publicUrl()
                    .or(state::url)
                    .ifPresent(url -> urls.put(move.service().name(), url));
            move.tagUrl(state).ifPresent(url -> tagUrls.put(move.service().name(), url));
        }
        return new RollbackOutcome(plan, chronicle.entries(), scene.pace().since(start), urls, tagUrls);
    }

    /** A rollback wins over whatever else is going on: what changed meanwhile is looked at again and changed. */
    private ServiceState moved(RollbackPlan.Move move, ServiceState found, String by, String why) {
        Instant time = scene.pace().now();
        ServiceState now = found;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Settling.Result result = settling.shift(
                    now, state -> ServiceChange.of(state, move.goal(), notes(move, state, by, why, time)));
            switch (result) {
                case Settling.Result.Done(ServiceState state) -> {
                    return state;
                }
                case Settling.Result.Failed(String words) -> throw byHand(move, words);
                case Settling.Result.Overtaken(ServiceState state) -> now = state;
            }
        }
        throw byHand(move, "something else keeps changing its traffic; cancel the running deploy");
    }

    private Map<String, String> notes(RollbackPlan.Move move, ServiceState state, String by, String why, Instant time) {
        Withdrawal withdrawal =
                new Withdrawal(move.from(), move.fromVersion(), move.target().revision(), by, why, time);
        Good target = move.target();
        return Journal.parse(state.annotations()).withdrew(withdrawal, target).writtenTo(state.annotations());
    }

    private StepEnding.Done proven(RollbackPlan.Move move, ServiceState state) {
        URI url = state.url().orElseThrow(() -> byHand(move, "Cloud Run gave it no address to prove it at"));
        StepEnding proof = new Proof(scene, LIMIT)
                .prove(
                        new Place(
                                move.service(),
                                move.name(),
                                move.deployment().publicUrl().orElse(url),
                                url,
                                move.open()),
                        new Expected(move.target().revision(), move.target().version()));
        return switch (proof) {
            case StepEnding.Done done -> done;
            case StepEnding.Failed failed ->
                throw byHand(
                        move,
                        "its traffic is " + state.wished().map(Object::toString).orElse("unknown") + ", but "
                                + failed.reason());
        };
    }

    private static ExternalFailure byHand(RollbackPlan.Move move, String happened) {
        return new ExternalFailure(
                "move " + move.name() + " back to " + move.target().revision(),
                happened,
                "by hand: gcloud run services update-traffic " + move.name() + " --to-revisions="
                        + move.target().revision() + "=100; to undo: gcloud run services update-traffic " + move.name()
                        + " --to-revisions=" + move.from() + "=100");
    }
}
