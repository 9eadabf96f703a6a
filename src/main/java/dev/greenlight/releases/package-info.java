/**
 * Moving an application from one revision to the next on Cloud Run, and back.
 *
 * <p>Lives here, in rooms of its own: {@code world} (values), {@code cloud} and {@code evidence} (ports and adapters), {@code gate} (what evidence
 * means), {@code journal} (what services remember), {@code plan} (what will be done), {@code steps}, {@code trials} and {@code run} (doing it),
 * {@code reports} (what is said of it). Does not: building images, reading inputs, publishing. Entry type:
 * {@link dev.greenlight.releases.Releases}.
 *
 * <p>2026-11-24: one region. Releasing to several as one set needs a lead that holds the decision; until then more than one is refused.
 */
@NullMarked
package dev.greenlight.releases;

import org.jspecify.annotations.NullMarked;
