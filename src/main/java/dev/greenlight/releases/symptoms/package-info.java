/**
 * Recognising why a new revision failed, from what Cloud Run, its log and its answers say.
 *
 * <p>Pure: texts in, causes out. Does not: fetch the log, which {@code releases.run} does, nor say how the release ended, which
 * {@code releases.reports} does. Entry types: {@link dev.greenlight.releases.symptoms.Symptoms},
 * {@link dev.greenlight.releases.symptoms.Veil}.
 *
 * <p>2026-11-29: a recognised cause decides nothing. It is a reading of somebody's words for the person who mends it, and the words are
 * shown beside it; the verdict rests on the gate and the judge alone.
 * <p>2026-11-29: a part of a log line goes into a command only if it consists of characters that no shell reads: whoever sends requests
 * writes parts of the log.
 */
@NullMarked
package dev.greenlight.releases.symptoms;

import org.jspecify.annotations.NullMarked;
