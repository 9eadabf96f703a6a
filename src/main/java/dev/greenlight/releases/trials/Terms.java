package dev.greenlight.releases.trials;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.gate.AlphaBudget;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;

/**
 * How a revision is watched.
 *
 * @param green the revision
 * @param judged what it is judged under, in a word, such as a share of traffic
 * @param when the same as part of a sentence
 * @param gate what must hold, and over how much time
 * @param recent the last part of the time, which is looked at by itself as well
 * @param budget how often the judge may look
 */
record Terms(
        RevisionName green, String judged, String when, ReleasePolicy.Gate gate, Duration recent, AlphaBudget budget) {}
