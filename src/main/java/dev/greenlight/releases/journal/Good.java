package dev.greenlight.releases.journal;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import java.time.Instant;

/**
 * A release that proved itself.
 *
 * @param revision what serves it
 * @param version what it was released as
 * @param image its image by digest
 * @param time when it was recorded
 * @param owner who released it
 */
public record Good(RevisionName revision, String version, String image, Instant time, Owner owner) {}
