/**
 * Which revisions are not needed any more.
 *
 * <p>Pure. Does not: delete them, which {@code releases.steps} does. Entry type: {@link dev.greenlight.releases.cleanup.CleanupPlanner}.
 *
 * <p>2026-11-25: a service's record is shortened in the same change that records the release, before any revision is deleted. Killed in
 * between, the record names nothing that is gone, and the next release deletes what is left.
 * <p>2026-11-25: it is asked twice, in the plan and again just before the deletion, and only what both times was not needed is deleted.
 * A revision that Greenlight did not make is never one of them.
 */
@NullMarked
package dev.greenlight.releases.cleanup;

import org.jspecify.annotations.NullMarked;
