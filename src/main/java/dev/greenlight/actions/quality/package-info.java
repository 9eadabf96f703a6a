/**
 * The parts of the action {@code quality}: running a project's checks, here or on another tree, and putting together what they come to.
 *
 * <p>Lives here: what joins the rooms {@code checks}, {@code project} and {@code report} for this one action. Does not: its inputs, which its
 * door reads. Entry types: {@link dev.greenlight.actions.quality.ProjectChecks}, {@link dev.greenlight.actions.quality.QualityReport}.
 *
 * <p>2026-11-29: the check run is written by this process and not left to the reader of a report file: only here are the secrets known that must
 * not be in it.
 */
@NullMarked
package dev.greenlight.actions.quality;

import org.jspecify.annotations.NullMarked;
