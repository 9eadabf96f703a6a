/**
 * Whether a new revision is any good: each class asks it in one way, and answers yes or why not.
 *
 * <p>Lives here: the steps of a release that only look, at the new revision's own address or at its share of the traffic. Does not: the steps that
 * change something ({@code releases.steps}), which know nothing of these; what the evidence means ({@code releases.gate}). Entry types: those classes,
 * such as {@link dev.greenlight.releases.trials.HealthCheck}.
 *
 * <p>2026-11-29: apart from {@code releases.steps}, since a step that moves traffic and a step that judges a revision change for different reasons.
 * A trial has no effect in the cloud, so that a release that was killed during one simply holds it again.
 *
 * <p>2026-11-29: the project's own tests are run through a port, {@link dev.greenlight.releases.trials.Tester}: how a child is started, as whom, and in
 * which container is not a release's business. They are given the new revisions' addresses and, as long as a service is closed, a token that opens that
 * service and nothing else; no credential besides.
 *
 * <p>2026-11-29: a revision is warmed by several requests at once after its health check, at its own address. What is answered then decides nothing: an
 * application that serves one request at a time is healthy, too, and its users' requests are judged anyway.
 */
@NullMarked
package dev.greenlight.releases.trials;

import org.jspecify.annotations.NullMarked;
