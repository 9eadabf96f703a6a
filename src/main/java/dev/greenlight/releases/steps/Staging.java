package dev.greenlight.releases.steps;

import dev.greenlight.project.EnvTemplate;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.Condition;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes revisions that no public request reaches. */
public final class Staging {
    /** What Cloud Run gives a revision to come up, and a little more. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final int ATTEMPTS = 5;

    private final Scene scene;
    private final ReleasePlan plan;
    private final Addresses addresses;
    private final Settling settling;

    public Staging(Scene scene, ReleasePlan plan, Addresses addresses) {
        this.scene = scene;
        this.plan = plan;
        this.addresses = addresses;
        this.settling = new Settling(scene.cloud(), scene.pace(), LIMIT);
    }

    /** Makes a closed service for its addresses' sake; both colours lead to its one revision. */
    public StepEnding reserve(Standing service, Step.Reserve step) {
        RevisionDraft draft =
                step.draft().withEnv(addresses.known(service, step.draft().env()));
        Traffic traffic = Traffic.all(draft.name())
                .tagged(Colour.BLUE.tag(), draft.name())
                .tagged(Colour.GREEN.tag(), draft.name());
        service.reserve(draft.name());
        return create(service, draft, traffic);
    }

    /** Makes the new revision. */
    public StepEnding stage(Standing service, Step.Stage step) {
        Map<String, String> env = addresses.known(service, step.draft().env());
        List<String> unknown = step.draft().env().keySet().stream()
                .filter(variable -> !env.containsKey(variable))
                .toList();
        if (!unknown.isEmpty()) {
            return StepEnding.Failed.of(
                    "variable " + unknown.getFirst() + " names an address that Cloud Run has not given: "
                            + EnvTemplate.references(step.draft().env().getOrDefault(unknown.getFirst(), "")),
                    new Trail.None());
        }
        RevisionDraft draft = step.draft().withEnv(env);
        if (service.state().isEmpty()) {
            return create(service, draft, Traffic.all(draft.name()).tagged(Tag.CANDIDATE, draft.name()));
        }
        Traffic traffic = service.traffic().tagged(Tag.CANDIDATE, draft.name());
        service.wishing(traffic);
        return ending(
                service,
                draft.name(),
                settling.apply(
                        service.existing(),
                        state -> ServiceChange.of(state, traffic, Intents.write(scene, plan, service, state, traffic))
                                .with(draft),
                        state -> up(state, draft.name()),
                        state -> down(state, draft.name())));
    }

    private StepEnding create(Standing service, RevisionDraft draft, Traffic traffic) {
        Intent intent = new Intent(
                plan.version(),
                draft.name(),
                Traffic.all(draft.name()),
                Percent.ALL,
                service.claim().began(scene.pace()),
                plan.owner());
        Map<String, String> notes = Journal.EMPTY.intending(intent).writtenTo(Map.of());
        service.wishing(traffic);
        for (int attempt = 1; ; attempt++) {
            Reply reply = scene.cloud().create(service.name(), draft, traffic, notes);
            switch (reply) {
                case Reply.Accepted accepted -> {
                    return created(service, draft.name());
                }
                case Reply.Refused(String words) -> {
                    return StepEnding.Failed.of("Cloud Run refuses to create the service: " + words, new Trail.None());
                }
                case Reply.Conflict(String words) -> {
                    // Either an earlier attempt made it and its answer got lost, or somebody else did, perhaps with the
                    // same commit.
                    return scene.cloud()
                                    .service(service.name())
                                    .filter(service.claim()::on)
                                    .isPresent()
                            ? created(service, draft.name())
                            : StepEnding.Failed.of(
                                    "somebody else created the service meanwhile: " + words, new Trail.None());
                }
                case Reply.Busy(String words) -> {
                    if (attempt == ATTEMPTS) {
                        return StepEnding.Failed.of(
                                "Cloud Run does not create the service: " + words, new Trail.None());
                    }
                    scene.pace().pause(Duration.ofMillis(200L << attempt));
                }
            }
        }
    }

    private StepEnding created(Standing service, RevisionName revision) {
        return ending(
                service,
                revision,
                settling.created(
                        service.name(),
                        service.claim()::on,
                        state -> up(state, revision) && state.url().isPresent(),
                        state -> down(state, revision)));
    }

    private static boolean up(ServiceState state, RevisionName revision) {
        return state.readiness().settled()
                && state.consistent()
                && state.readiness().latestReady().equals(Optional.of(revision));
    }

    private static Optional<String> down(ServiceState state, RevisionName revision) {
        boolean looked =
                state.readiness().settled() && state.readiness().latestCreated().equals(Optional.of(revision));
        List<Condition> failures = state.readiness().failures();
        return looked && !failures.isEmpty() ? Optional.of(Reasons.of(failures)) : Optional.empty();
    }

    private static StepEnding ending(Standing service, RevisionName revision, Settling.Result result) {
        return switch (result) {
            case Settling.Result.Done(ServiceState state) -> {
                service.now(state);
                yield StepEnding.Done.of(revision + " is up");
            }
            case Settling.Result.Failed(String words) ->
                StepEnding.Failed.of(
                        revision + " did not come up: " + words, new Trail.OfRevision(service.name(), revision));
            case Settling.Result.Overtaken(ServiceState state) -> Shifting.overtaken(state);
        };
    }
}
