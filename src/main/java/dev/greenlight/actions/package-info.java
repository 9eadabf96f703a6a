/**
 * The five doors and the local commands, their inputs, and the publication of their reports.
 *
 * <p>A door reads its inputs, wires the domain rooms by hand and returns one {@link dev.greenlight.report.Report}; it never prints results,
 * writes outputs or exits. Entry type: {@link dev.greenlight.actions.Door}.
 *
 * <p>2026-11-24: an action's {@code action.yml} is the one source of its inputs, defaults and descriptions; the command line of the same
 * name is made from it, so that the two cannot differ.
 */
@NullMarked
package dev.greenlight.actions;

import org.jspecify.annotations.NullMarked;
