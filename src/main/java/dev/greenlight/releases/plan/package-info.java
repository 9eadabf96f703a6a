/**
 * Deciding what a release or a rollback will do, before anything is done.
 *
 * <p>Pure: a plan is a value made from a request and a {@link dev.greenlight.releases.sight.Snapshot}, and its hash names exactly it.
 * Entry types: {@link dev.greenlight.releases.plan.ReleasePlanner}, {@link dev.greenlight.releases.plan.RollbackPlanner}.
 *
 * <p>2026-11-24: every service is made and gated without traffic before any service's traffic moves, so that most bad releases end before a
 * single request met them. Then back ends move in steps, then front ends in one: an old front end works on a new back end, and its page still
 * finds its hashed assets at the other colour's address.
 * <p>2026-11-24: a rollback moves front ends first and back ends after: a new front end may ask for what only the new back end has, while the
 * old front end works on both.
 * <p>2026-11-24: a split of traffic that no journal explains is refused: nobody here can tell which half is the good one.
 * <p>2026-11-29: the project's own tests run once a release, when every new revision is up and healthy and before any of them gets traffic, in a first
 * release before anything is opened: back end and front end are tested as the pair that they will be. A release that serves already runs none.
 */
@NullMarked
package dev.greenlight.releases.plan;

import org.jspecify.annotations.NullMarked;
