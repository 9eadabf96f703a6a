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
 *
 * <p>2026-11-29: a rollback over several services goes as far as it can and never turns round. Somebody has said at night that the version which is
 * left is bad; giving it its traffic back because another service did not move would bring the outage back, with more writes to a cloud that is
 * in trouble. What is left is a mixture that every release passes through, an old front end on a new back end. The other mixture, a new
 * front end on an old back end, is never made: while a front end could not be moved, back ends stay. A service whose traffic has moved but is not
 * proven does not stop the others. The report then says how each service stands and what to run, and the run ends with exit code 3.
 * <p>2026-11-29: the way back keeps the lock, or takes it again after the record, until the old revision is proven; lock and tags go in one more
 * change after that.
 * <p>2026-11-29: a defect of this program at one service of a way back is told like a failure of the cloud, with its place in the code and what to run
 * by hand. Ending with its stack trace would leave the other services, the cause and the commands untold, in an outage.
 * <p>2026-11-29: a failed way back is an outcome and no exception, so that the cause of it all, the log and the steps are told in any case.
 */
@NullMarked
package dev.greenlight.releases.run;

import org.jspecify.annotations.NullMarked;
