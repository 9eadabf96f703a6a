/**
 * Which findings are new: what is remembered of a finding, and how two runs are compared.
 *
 * <p>Lives here: fingerprints, the file that they are kept in, and the comparison. Does not: where the other run comes from, and what a new
 * finding leads to. Entry types: {@link dev.greenlight.checks.baseline.Marker}, {@link dev.greenlight.checks.baseline.BaselineGate}.
 *
 * <p>2026-11-29: a finding is known again by its tool, its rule and the text of its line, never by its line's number, so that moved lines change
 * nothing. The text is taken with and without its neighbours: with them it is told from equal lines and found in a file that was moved; without
 * them an edit next door does not make an old finding new.
 * <p>2026-11-29: findings are paired one to one. A line that is copied makes one finding more than there was, and that one is new.
 */
@NullMarked
package dev.greenlight.checks.baseline;

import org.jspecify.annotations.NullMarked;
