/**
 * How each finding stands once waivers and the baseline have been asked.
 *
 * <p>Pure values. Lives here: whether a finding counts. Does not: how waivers and the baseline decide, and how it is told. Entry type:
 * {@link dev.greenlight.checks.assessment.Assessment}.
 *
 * <p>2026-11-29: the gate is not the report: every finding stays in the assessment, and only {@code counts()} tells them apart.
 * <p>2026-11-29: a finding whose waiver has expired counts also when the baseline knows it. Somebody had promised it for that day, and a baseline
 * must not make the promise void.
 */
@NullMarked
package dev.greenlight.checks.assessment;

import org.jspecify.annotations.NullMarked;
