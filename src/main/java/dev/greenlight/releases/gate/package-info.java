/**
 * What evidence means: whether a revision may get traffic, keep it, and is the one that serves.
 *
 * <p>Pure: no network, no clock; elapsed time is an argument. Entry types: {@link dev.greenlight.releases.gate.HealthGate},
 * {@link dev.greenlight.releases.gate.ServingGate}, {@link dev.greenlight.releases.gate.CanaryJudge}, all of which answer with a
 * {@link dev.greenlight.releases.gate.Judgement}.
 *
 * <p>2026-11-24: unknown is not healthy. Too few requests and unreadable metrics are inconclusive; whoever asks keeps observing until a limit,
 * and then takes inconclusive for no.
 */
@NullMarked
package dev.greenlight.releases.gate;

import org.jspecify.annotations.NullMarked;
