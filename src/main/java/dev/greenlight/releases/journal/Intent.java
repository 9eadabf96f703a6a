package dev.greenlight.releases.journal;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;

/**
 * A release under way. Found by a later run, it means that the release was killed half-way, and says what to go back to.
 *
 * @param version what is being released
 * @param revision the new revision
 * @param prior the traffic before the release
 * @param time when it began
 * @param run the workflow run or person that releases it
 */
public record Intent(String version, RevisionName revision, Traffic prior, Instant time, String run) {}
