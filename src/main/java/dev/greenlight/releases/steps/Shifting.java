package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.plan.Colours;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Moves traffic and tags between revisions that exist. */
public final class Shifting {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Scene scene;
    private final ReleasePlan plan;
    private final Settling settling;

    public Shifting(Scene scene, ReleasePlan plan) {
        this.scene = scene;
        this.plan = plan;
        this.settling = new Settling(scene.cloud(), scene.pace(), LIMIT);
    }

    /** Gives the new revision its share, and the rest to the one before it. */
    public StepEnding shift(Standing service, Step.Shift step) {
        Traffic now = service.traffic();
        RevisionName blue = service.previous().orElse(step.green());
        return move(service, now.split(step.green(), step.share(), blue));
    }

    public StepEnding heal(Standing service, Step.Heal step) {
        return move(service, step.traffic());
    }

    public StepEnding tagLive(Standing service, Step.TagLive step) {
        return move(service, service.traffic().tagged(step.colour().tag(), step.live()));
    }

    /** Notes that a release begins, before an effect that the service itself does not show. */
    StepEnding begin(Standing service) {
        return move(service, service.traffic());
    }

    /** Notes that the release has all traffic and is only watched from now on. Again: nothing new. */
    public StepEnding bake(Standing service) {
        service.bakes(scene.pace().now());
        return move(service, service.traffic());
    }

    /** Ends a release: tags and record in one change. */
    public StepEnding record(Standing service, Step.Record step) {
        Traffic settled = Colours.settled(service.traffic(), step.green(), step.colour(), service.previous());
        Good good = new Good(
                step.green(),
                plan.version(),
                service.plan().green().image().toString(),
                scene.pace().now(),
                plan.owner());
        service.claim().recording(good);
        return move(
                service,
                settled,
                state -> Journal.parse(state.annotations())
                        .released(good)
                        .keeping(step.keep())
                        .writtenTo(state.annotations()));
    }

    private StepEnding move(Standing service, Traffic traffic) {
        return move(service, traffic, state -> Intents.write(scene, plan, service, state, traffic));
    }

    private StepEnding move(Standing service, Traffic traffic, Function<ServiceState, Map<String, String>> notes) {
        service.wishing(traffic);
        ServiceState before = service.existing();
        return switch (settling.shift(before, state -> ServiceChange.of(state, traffic, notes.apply(state)))) {
            case Settling.Result.Done(ServiceState state) -> {
                service.now(state);
                yield new StepEnding.Done(
                        traffic.toString(), effect(traffic, scene.pace().now()));
            }
            case Settling.Result.Failed(String words) ->
                StepEnding.Failed.of("the traffic did not become " + traffic + ": " + words, new Trail.None());
            case Settling.Result.Overtaken(ServiceState state) -> overtaken(state);
        };
    }

    /** Somebody else has moved the traffic, and wins. */
    public static StepEnding overtaken(ServiceState state) {
        return StepEnding.Failed.of(
                "somebody else changed the traffic of " + state.name() + " meanwhile; it is now "
                        + state.wished().map(Traffic::toString).orElse("none"),
                new Trail.None());
    }

    /** For the report: the shares that are in effect, and since when. */
    public static Map<String, Object> effect(Traffic traffic, Instant since) {
        Map<String, Integer> shares = new TreeMap<>();
        traffic.shares().forEach((revision, share) -> shares.put(revision.value(), share.value()));
        return Map.of("traffic", shares, "since", since.toString());
    }
}
