/**
 * Comparing the findings of a run with those of another: one of an earlier time, or one on the merge base's tree.
 *
 * <p>Lives here: where the other findings come from. Does not: how findings are told apart, which is
 * {@link dev.greenlight.checks.baseline.BaselineGate}'s part. Entry type: {@link dev.greenlight.checks.comparison.References}.
 *
 * <p>2026-11-29: what to compare with is settled before any tool runs, so that a wrong checkout is told at once and not after minutes.
 * <p>2026-11-29: the merge base is checked by the same tools with its own configuration, which no change can alter; only the tools that found
 * something that could be new run there at all. What a tool could not tell of the merge base counts as new.
 */
@NullMarked
package dev.greenlight.checks.comparison;

import org.jspecify.annotations.NullMarked;
