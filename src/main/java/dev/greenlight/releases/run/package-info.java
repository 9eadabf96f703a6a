/**
 * Doing what a plan says, and taking it back when a step fails.
 *
 * <p>Lives here: observing the world, going through a plan's steps, the way back. Does not: deciding, which {@code releases.plan} and
 * {@code releases.gate} do, nor the single steps ({@code releases.steps}). Entry types: {@link dev.greenlight.releases.run.Observer},
 * {@link dev.greenlight.releases.run.ReleaseExecutor}, {@link dev.greenlight.releases.run.RollbackExecutor}.
 *
 * <p>2026-11-24: the way back is short on purpose: one change of traffic per service, all services at once, then proof at the public
 * addresses. Looking for the cause, which takes longer, comes after it.
 * <p>2026-11-24: when somebody else has moved a service's traffic away from the new revision meanwhile, a failing release leaves it so:
 * a rollback by hand wins.
 */
@NullMarked
package dev.greenlight.releases.run;

import org.jspecify.annotations.NullMarked;
