package dev.greenlight.releases.turns;

import dev.greenlight.releases.world.Owner;

/** Knows which releases' owners are still at work. */
@FunctionalInterface
public interface Runs {
    /** Never fails: what cannot be told is {@link Liveness.Unknown}. */
    Liveness liveness(Owner owner);
}
