/**
 * Saying what a run came to in every place where somebody looks: log, annotations, job summary, outputs, report files.
 *
 * <p>Decides nothing: the verdict comes with the report. How the runner is spoken to is {@code runner}'s part. Entry type:
 * {@link dev.greenlight.actions.publication.Publisher}.
 *
 * <p>2026-11-24: the report files hold all that there is; log, annotations and summary hold what their places take, and say what they leave out.
 */
@NullMarked
package dev.greenlight.actions.publication;

import org.jspecify.annotations.NullMarked;
