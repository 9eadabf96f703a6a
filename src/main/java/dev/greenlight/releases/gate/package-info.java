/**
 * What evidence means: whether a revision may get traffic, keep it, and is the one that serves.
 *
 * <p>Pure: no network, no clock; elapsed time is an argument. Entry types: {@link dev.greenlight.releases.gate.HealthGate},
 * {@link dev.greenlight.releases.gate.ServingGate}, {@link dev.greenlight.releases.gate.CanaryJudge}, all of which answer with a
 * {@link dev.greenlight.releases.gate.Judgement}.
 *
 * <p>2026-11-24: unknown is not healthy. Too few requests and unreadable metrics are inconclusive; whoever asks keeps observing until a limit,
 * and then takes inconclusive for no.
 *
 * <p>2026-11-25: the judge's looks are counted, eight for a service's release, and each of its tests has a fixed chance to be wrong, so that their sum is
 * known ({@link dev.greenlight.releases.gate.AlphaBudget}). A test at every reading would abort good releases, the more often the longer they are watched.
 *
 * <p>2026-11-25: the rank test is computed here from bucket counts, since Hipparchus' takes single values; a test holds it to Hipparchus'. The
 * distributions are Hipparchus'. How often the judge is right: {@code docs/judge.md}.
 *
 * <p>2026-11-25: a latency is worse only if the difference is both significant and large enough to matter: significance alone grows with the
 * number of requests.
 *
 * <p>2026-11-29: what a health path promises ({@link dev.greenlight.releases.gate.AnswerGate}) is asked of a new revision before its traffic, and of
 * nobody else. Everywhere else its status alone counts, or a revision from before a promise could not be gone back to.
 */
@NullMarked
package dev.greenlight.releases.gate;

import org.jspecify.annotations.NullMarked;
