/**
 * What is said of a run: findings, sections, the verdict, and the two failures that are not bugs.
 *
 * <p>Pure values of the JDK only. How they are published (annotations, summary, files) is not decided here.
 * Entry type: {@link dev.greenlight.report.Report}.
 *
 * <p>2026-11-24: {@code InvalidInput} and {@code ExternalFailure} live here, since every room says them and this is the one room
 * that every room may use.
 */
@NullMarked
package dev.greenlight.report;

import org.jspecify.annotations.NullMarked;
