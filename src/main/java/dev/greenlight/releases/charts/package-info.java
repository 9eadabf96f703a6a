/**
 * Pictures of a release or a rollback: which revision had which share of the traffic when, and which requests were seen meanwhile.
 *
 * <p>Pure: what a chronicle tells, as text. Does not: observe anything, nor place the picture in a report. Entry types:
 * {@link dev.greenlight.releases.charts.Course}, {@link dev.greenlight.releases.charts.SvgChart},
 * {@link dev.greenlight.releases.charts.MermaidChart}.
 *
 * <p>2026-11-29: only what was observed is drawn. Where nobody looked there is no bar, and a line through such a stretch stands for the traffic that
 * was set, not for requests.
 * <p>2026-11-29: drawn by hand instead of by a library: two plots of rectangles need none, and the text can be held to the word in a test.
 */
@NullMarked
package dev.greenlight.releases.charts;

import org.jspecify.annotations.NullMarked;
