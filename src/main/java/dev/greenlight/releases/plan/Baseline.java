package dev.greenlight.releases.plan;

import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a service's traffic is taken to be before a release.
 *
 * @param traffic to come back to when the release fails; empty when nothing serves
 * @param heal whether it must be put into effect first
 * @param note what was found, for a person; empty when all was in order
 * @param refusal why no release can start from here; empty when one can
 */
record Baseline(Optional<Traffic> traffic, boolean heal, String note, String refusal) {
    /**
     * How the service stands.
     *
     * @param byHand the commands of a refusal
     */
    static Baseline of(ServiceName name, View view, ByHand byHand) {
        if (view.state().isEmpty()) {
            return new Baseline(Optional.empty(), false, "", "");
        }
        ServiceState state = view.state().get();
        if (!state.readiness().settled()) {
            return refused(name
                    + " is being changed at this moment; wait until that is done, and see what it is with: "
                    + byHand.describe(name));
        }
        Optional<Intent> intent = view.journal().intent();
        if (view.leftBehind() && state.served().traffic().isEmpty()) {
            return new Baseline(Optional.empty(), false, name + " was left behind by an unfinished first deploy", "");
        }
        return intent.isPresent() ? unfinished(name, view, intent.get(), byHand) : settled(name, state, byHand);
    }

    /** A killed release: its intent says what served before it. */
    private static Baseline unfinished(ServiceName name, View view, Intent intent, ByHand byHand) {
        Traffic prior = intent.prior();
        ServiceState state = view.state().orElseThrow();
        if (!state.wished().map(intent::explains).orElse(true)) {
            return settled(name, state, byHand)
                    .noting(name + " was given other traffic after the release of " + intent.version()
                            + " had stopped, and that is kept");
        }
        boolean there = prior.shares().keySet().stream()
                .allMatch(revision -> view.revision(revision).isPresent());
        if (!there || prior.sole().isEmpty()) {
            return refused("an unfinished release of " + name + " began from " + prior
                    + ", which is not there any more; put its traffic on one good revision by the rollback action with input 'to', or with: "
                    + byHand.revisions(name) + " and " + byHand.move(name, "REVISION"));
        }
        boolean moved = !Optional.of(prior).equals(state.served().traffic());
        return new Baseline(Optional.of(prior), moved, "", "");
    }

    private static Baseline settled(ServiceName name, ServiceState state, ByHand byHand) {
        Optional<Traffic> served = state.served().traffic();
        if (served.isEmpty()) {
            return refused(name
                    + " exists, but none of its revisions serves; repair it first, or delete it with: "
                    + byHand.delete(name));
        }
        if (served.get().sole().isEmpty()) {
            return refused("the traffic of " + name + " is split (" + served.get()
                    + ") and no record says which revision is good; put it on one by the rollback action with input 'to', or with: "
                    + served.get().shares().keySet().stream()
                            .sorted(Comparator.comparing(RevisionName::value))
                            .map(revision -> byHand.move(name, revision.value()))
                            .collect(Collectors.joining(" or ")));
        }
        String note = state.consistent()
                ? ""
                : name + " serves " + served.get() + " while its specification asks for "
                        + state.wished().map(Traffic::toString).orElse("nothing") + "; the specification is put right";
        return new Baseline(served.map(traffic -> traffic.untagged(Tag.CANDIDATE)), false, note, "");
    }

    private Baseline noting(String more) {
        return new Baseline(traffic, heal, note.isEmpty() ? more : note + "; " + more, refusal);
    }

    private static Baseline refused(String reason) {
        return new Baseline(Optional.empty(), false, "", reason);
    }
}
