/**
 * What a service's annotations remember of its releases: which were good, which were withdrawn, which is under way.
 *
 * <p>Pure. The journal is written in the same change as the effect that it tells of, so that the two cannot disagree. Entry type:
 * {@link dev.greenlight.releases.journal.Journal}.
 *
 * <p>2026-11-24: the last good release is what this record says, and never "the second newest revision": revisions that failed their gate are
 * newer than good ones, and entry 0 of a service's traffic may be a tag without traffic.
 * <p>2026-11-24: a version that was rolled back by hand is held until it is released with force. One that a gate refused is not: its next
 * attempt passes the same gate or fails again.
 * <p>2026-11-29: what a rollback does not take out of service is not withdrawn: a target that had all traffic would be held itself.
 */
@NullMarked
package dev.greenlight.releases.journal;

import org.jspecify.annotations.NullMarked;
