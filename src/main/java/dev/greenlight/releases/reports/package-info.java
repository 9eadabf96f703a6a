/**
 * What is said of a release or a rollback.
 *
 * <p>Pure: an outcome in, a {@link dev.greenlight.report.Report} out. Entry types: {@link dev.greenlight.releases.reports.ReleaseReport},
 * {@link dev.greenlight.releases.reports.RollbackReport}.
 *
 * <p>2026-11-24: a report begins with what serves now and why; what was measured follows as a table, the log of what failed comes last.
 */
@NullMarked
package dev.greenlight.releases.reports;

import org.jspecify.annotations.NullMarked;
