/**
 * The port to Cloud Run, and its adapter over Google's client in HTTP/JSON.
 *
 * <p>Lives here: single requests and the translation of their answers. Does not: waiting until a change has taken effect, retrying a write,
 * or deciding anything; those need to look at the world again, which {@code releases.run} does. Entry types:
 * {@link dev.greenlight.releases.cloud.CloudRun}, {@link dev.greenlight.releases.cloud.Jobs}.
 *
 * <p>2026-11-24: a write is sent once and its answer is a value ({@link dev.greenlight.releases.cloud.Reply}). Google's clients would retry a
 * write blindly; here the state is read again first, so that a write that had taken effect before its answer got lost is not taken for a conflict.
 * Reads are retried by the adapter. Progress is read from the service itself and not from the long-running operation, since only the service
 * tells what is served.
 *
 * <p>2026-11-25: found with faults on demand: Google's client repeats no read whose connection broke, so {@code GoogleConnection.look} does; it
 * tells a failed precondition from an invalid argument only by the answer's body; and a job's run carries the job's etag, since a request may
 * arrive after its sender gave up and asked again.
 */
@NullMarked
package dev.greenlight.releases.cloud;

import org.jspecify.annotations.NullMarked;
