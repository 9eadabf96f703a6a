package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;

/**
 * What was seen of one revision.
 *
 * @param counts its requests, without those of this program
 * @param latencies of its answers that were no errors
 */
public record Side(Counts counts, Latencies latencies) {
    public static final Side NONE = new Side(Counts.NONE, Latencies.NONE);
}
