/**
 * Whose turn it is: whether an unfinished release's owner is still at work, and which of two versions is the newer one.
 *
 * <p>Lives here: the two questions as ports with their adapters, and what their answers mean for a new release ({@code TurnGate}, pure). Does
 * not: holding the lock, which is the intent in the service's own journal. Entry types: {@link dev.greenlight.releases.turns.Runs},
 * {@link dev.greenlight.releases.turns.Lineage}, {@link dev.greenlight.releases.turns.TurnGate}.
 *
 * <p>2026-11-25: the lock is the intent that travels with the first effect, under the service's etag. It has no lease to renew: a lease that
 * runs out under a slow but living owner is worse than asking whether the owner lives.
 * <p>2026-11-25: whether a commit is newer is asked of the history first, and only told by the numbers of the runs when the history does not
 * say: run numbers order pushes, not commits.
 * <p>2026-11-29: a process is known by its number and its start, since numbers are given away again.
 */
@NullMarked
package dev.greenlight.releases.turns;

import org.jspecify.annotations.NullMarked;
