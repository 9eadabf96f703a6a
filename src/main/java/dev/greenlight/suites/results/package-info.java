/**
 * What suites report of themselves, read from text: JUnit XML, unittest's closing lines, coverage.
 *
 * <p>Pure; where the files come from and what a result comes to is decided next door. Entry type:
 * {@link dev.greenlight.suites.results.ReportReader}.
 */
@NullMarked
package dev.greenlight.suites.results;

import org.jspecify.annotations.NullMarked;
