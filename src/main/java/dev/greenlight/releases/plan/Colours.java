package dev.greenlight.releases.plan;

import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.util.Optional;

/** Which of a service's two permanent addresses belongs to whom. */
public final class Colours {
    private Colours() {}

    /** The colour for a new revision: the one that the serving revision does not hold. */
    static Colour forNext(Optional<Traffic> traffic) {
        Optional<RevisionName> live = traffic.flatMap(Traffic::sole);
        if (live.isEmpty()) {
            return Colour.BLUE;
        }
        boolean blue = holds(traffic.get(), live.get(), Colour.BLUE);
        boolean green = holds(traffic.get(), live.get(), Colour.GREEN);
        // A serving revision of neither colour becomes blue; one that holds both is a reserved first one and gives blue
        // away.
        return blue && !green || !blue && !green ? Colour.GREEN : Colour.BLUE;
    }

    /** Whether the colour's address leads to the revision. */
    static boolean holds(Traffic traffic, RevisionName revision, Colour colour) {
        return revision.equals(traffic.tags().get(colour.tag()));
    }

    /** The traffic of a settled release: everything to the new revision, each of the two at its own colour's address. */
    public static Traffic settled(Traffic now, RevisionName live, Colour colour, Optional<RevisionName> previous) {
        Traffic settled = now.to(live).untagged(Tag.CANDIDATE).tagged(colour.tag(), live);
        return previous.filter(other -> !other.equals(live))
                .map(other -> settled.tagged(colour.other().tag(), other))
                .orElse(settled);
    }
}
