/**
 * The single steps of a release, each with its waiting and its proof.
 *
 * <p>Lives here: one class a kind of step. Does not: asking whether a revision is any good ({@code releases.trials}); which class takes which step,
 * their order, and what happens when one fails ({@code releases.run}). Entry types: those classes, such as {@link dev.greenlight.releases.steps.Shifting}.
 *
 * <p>2026-11-24: a change of traffic is in effect when what is served equals what was wished, whatever else the service says of itself: a
 * service whose newest revision failed says "failed" for as long as that is its newest, and must be movable all the same.
 * <p>2026-11-29: a proof by the request log stops asking the service when it has enough answers that the log has still to name. Going on would put
 * unnamed answers behind the named ones for ever, and nothing could ever be proven by a log that comes seconds later.
 */
@NullMarked
package dev.greenlight.releases.steps;

import org.jspecify.annotations.NullMarked;
