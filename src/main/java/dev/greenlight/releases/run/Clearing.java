package dev.greenlight.releases.run;

import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes away what a failed release had put beside the traffic: its lock, its tags, the services that it made. Says what it had to leave. */
final class Clearing {
    private static final int ATTEMPTS = 5;

    private final Scene scene;
    private final ByHand byHand;
    private final Settling settling;
    private final Duration limit;

    /** @param limit how long a deletion may take */
    Clearing(Scene scene, ByHand byHand, Settling settling, Duration limit) {
        this.scene = scene;
        this.byHand = byHand;
        this.settling = settling;
        this.limit = limit;
    }

    /** What is left, or was deleted, for a person; empty when all is as before the release. */
    Optional<String> clear(Standing service) {
        try {
            String words =
                    service.plan().before().map(before -> tidy(service, before)).orElseGet(() -> delete(service));
            return words.isEmpty() ? Optional.empty() : Optional.of(words);
        } catch (ExternalFailure e) {
            return Optional.of(notSeen(service, e.getMessage() + " To repair it: " + e.remedy()));
        } catch (RuntimeException e) {
            // The traffic is back and proven, and that is still to be told.
            return Optional.of(notSeen(service, Defects.words(e)));
        }
    }

    private String notSeen(Standing service, String why) {
        return service.plan().before().isPresent()
                ? "whether the lock and the tags of the failed release are gone is not known; the next release takes them away, and they are seen with: "
                        + byHand.describe(service.name()) + ": " + why
                : kept(service, why);
    }

    static boolean recordIsOurs(Standing service, ServiceState now) {
        return service.claim().on(now) || service.claim().untouched(now);
    }

    /** What a person or another release has set is never overruled; this release's own lock is taken off. */
    String leave(Standing service, ServiceState now) {
        service.letGo();
        return "somebody else set its traffic meanwhile, and that was left: "
                + now.wished().map(Traffic::toString).orElse("none")
                + unlock(service, now)
                        .map(why -> "; " + lock(service) + " (" + why + ")")
                        .orElse("");
    }

    /** Why this release's lock is still on the service; empty when it is not. */
    private Optional<String> unlock(Standing service, ServiceState found) {
        try {
            ServiceState now = found;
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (!service.claim().on(now)) {
                    return Optional.empty();
                }
                switch (settling.apply(
                        now,
                        state -> ServiceChange.noting(state, notes(service, state)),
                        state -> true,
                        state -> Optional.empty())) {
                    case Settling.Result.Done done -> {
                        return Optional.empty();
                    }
                    case Settling.Result.Failed(String words) -> {
                        return Optional.of(words);
                    }
                    case Settling.Result.Overtaken(ServiceState state) -> now = state;
                }
            }
            return Optional.of("somebody else keeps changing the service");
        } catch (ExternalFailure e) {
            return Optional.of(e.getMessage() + " To repair it: " + e.remedy());
        } catch (RuntimeException e) {
            // As a failure of the whole way back it would be answered by moving traffic that somebody else has set.
            return Optional.of(Defects.words(e));
        }
    }

    /** The journal as it was, so that a release which failed at its very end is not remembered as good. */
    private static Map<String, String> notes(Standing service, ServiceState state) {
        return service.claim().before().settled().writtenTo(state.annotations());
    }

    private String tidy(Standing service, ServicePlan.Before before) {
        ServiceState now = service.existing();
        boolean back = now.wished()
                .filter(traffic -> traffic.shares().equals(before.traffic().shares()))
                .isPresent();
        if (!back || left(service, now, before.traffic()).isEmpty()) {
            return "";
        }
        Settling.Result result =
                settling.shift(now, state -> ServiceChange.of(state, before.traffic(), notes(service, state)));
        return switch (result) {
            case Settling.Result.Done done -> "";
            case Settling.Result.Failed(String words) ->
                said(left(service, scene.cloud().service(service.name()).orElse(now), before.traffic()), words);
            case Settling.Result.Overtaken(ServiceState state) -> leave(service, state);
        };
    }

    private static String said(List<String> left, String why) {
        return left.isEmpty()
                ? "the tags that it had before the release were asked for and are not seen in effect: " + why
                : String.join("; ", left) + " (" + why + ")";
    }

    /** What a service has of the failed release, with the commands that take it away. */
    private List<String> left(Standing service, ServiceState state, Traffic wanted) {
        List<String> left = new ArrayList<>();
        if (Journal.parse(state.annotations()).intent().isPresent()) {
            left.add(lock(service));
        }
        Map<Tag, RevisionName> tags = state.wished().map(Traffic::tags).orElse(wanted.tags());
        if (!tags.equals(wanted.tags())) {
            left.add("the tags of the failed release are left, and the next release removes them; by hand: "
                    + byHand.retag(service.name(), tags, wanted.tags()));
        }
        return left;
    }

    private String lock(Standing service) {
        return "the lock of the failed release (annotation " + Keys.INTENT
                + ") is left, and the next release takes it over when this run has ended; by hand: "
                + byHand.unannotate(service.name(), Keys.INTENT);
    }

    private String delete(Standing service) {
        if (service.state().isEmpty() && scene.cloud().service(service.name()).isEmpty()) {
            return "";
        }
        return StepRunner.remove(scene, service, service.claim()::on, limit)
                .map(words -> scene.cloud()
                                .service(service.name())
                                .filter(service.claim()::on)
                                .isPresent()
                        ? kept(service, words)
                        : "left as it is: " + words)
                .orElse(
                        "this release had made the service, and has deleted it again with its revisions; the next release makes it anew");
    }

    private String kept(Standing service, String why) {
        return "this release had made the service and could not delete it again: " + why
                + "; it is closed to the public, and the next release deletes it; by hand: "
                + byHand.delete(service.name());
    }
}
