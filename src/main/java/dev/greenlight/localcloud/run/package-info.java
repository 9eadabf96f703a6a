/**
 * Cloud Run's services: the Admin API v2, revisions, traffic, operations, access policies.
 *
 * <p>Documents are Google's messages as JSON in canonical form. How a container runs is {@code engine}'s business, how requests travel is
 * {@code proxy}'s. Entry type: {@link dev.greenlight.localcloud.run.CloudRun}.
 *
 * <p>2026-11-24: a write is answered as soon as it is stored; a thread of its own then brings the revision up and moves traffic. It never
 * holds a lock while it waits for a container, so that a later write (a rollback) overtakes a deploy that hangs in its start-up probe.
 *
 * <p>2026-11-24: a route changes only after all of its revisions are ready; a revision that left the route is stopped only after its last
 * request has ended and it has been idle for a while, as Cloud Run keeps idle instances.
 *
 * <p>2026-11-24: a traffic-only update succeeds when its routes are ready, even when an earlier template failed; the service's terminal
 * condition goes on saying that the latest created revision is not ready, as Knative's does.
 *
 * <p>2026-11-25: after a restart of the server only minimum instances are started; everything else starts with its next request, as after any
 * scaling to zero.
 * <p>2026-11-25: what a fault on demand does to a write travels with the thread that makes it, and is done by whoever would have done the
 * write's work well; it is not stored, so that a restart heals.
 *
 * <p>2026-11-29: a service whose port another program has taken keeps its address and waits for it: its URL is in other services' variables,
 * where nobody would look for another one. A tag's URL is read before each use, so a tag moves.
 */
@NullMarked
package dev.greenlight.localcloud.run;

import org.jspecify.annotations.NullMarked;
