package dev.greenlight.releases.journal;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.Optional;

/**
 * A release under way, and the lock that it holds. Found by a later run whose owner has ended, it says that the release was killed half-way,
 * and what to go back to.
 *
 * @param version what is being released
 * @param revision the new revision
 * @param prior the traffic before the release
 * @param given the share that the new revision has been given so far
 * @param time when it began
 * @param owner who releases it
 * @param baking since when it has all traffic and is only watched; empty before
 */
public record Intent(
        String version,
        RevisionName revision,
        Traffic prior,
        Percent given,
        Instant time,
        Owner owner,
        Optional<Instant> baking) {
    /** One that is not baking. */
    public Intent(String version, RevisionName revision, Traffic prior, Percent given, Instant time, Owner owner) {
        this(version, revision, prior, given, time, owner, Optional.empty());
    }

    /**
     * Whether traffic is as this release left it, or had found it. Anything else was set by somebody else after the release had stopped.
     *
     * @param wished what the service's specification asks for
     */
    public boolean explains(Traffic wished) {
        boolean moved = wished.share(revision).equals(given)
                && wished.shares().keySet().stream()
                        .allMatch(share ->
                                share.equals(revision) || prior.shares().containsKey(share));
        return moved || wished.shares().equals(prior.shares());
    }
}
