package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import java.time.Duration;

/**
 * What was seen of both revisions since a step of traffic.
 *
 * @param green the new revision's requests
 * @param blue the old revision's in the same time; none when it has no traffic
 * @param trouble why the metrics could not be read; empty when they could
 * @param elapsed time since the step
 */
public record Evidence(Counts green, Counts blue, String trouble, Duration elapsed) {}
