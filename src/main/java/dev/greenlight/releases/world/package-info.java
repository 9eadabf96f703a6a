/**
 * What a release sees and says of Cloud Run: services, revisions, traffic, as values.
 *
 * <p>No ports, no decisions, no vendor types. Entry types: {@link dev.greenlight.releases.world.ServiceState},
 * {@link dev.greenlight.releases.world.Traffic}.
 *
 * <p>2026-11-24: traffic is kept as shares by revision and revisions by tag, not as Cloud Run's list of targets. Two lists that mean the
 * same are then equal, an entry of 0 % that only carries a tag can never be mistaken for the revision that serves, and what is wished can be
 * compared with what is served by {@code equals}. A target "latest" is resolved to the revision's name where it is read and never written.
 */
@NullMarked
package dev.greenlight.releases.world;

import org.jspecify.annotations.NullMarked;
