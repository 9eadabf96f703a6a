/**
 * Looking at a new revision while it has its share of the traffic.
 *
 * <p>Lives here: putting metrics, request log and own probes together into what the judge is shown, and what the report says of it. Does not: what
 * the evidence means ({@code releases.gate}), nor what is done then ({@code releases.steps}). Entry type:
 * {@link dev.greenlight.releases.watch.Gathering}.
 *
 * <p>2026-11-25: metrics and request log are never mixed: whichever covers more time is taken. Which one it is depends on how much they show, never
 * on what.
 */
@NullMarked
package dev.greenlight.releases.watch;

import org.jspecify.annotations.NullMarked;
