package dev.greenlight.releases.gate;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Evidence as tests of the judge need it. */
final class Readings {
    static final ReleasePolicy.Gate GATE = new ReleasePolicy.Gate(
            5, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(600), 100, 0.01);

    private Readings() {}

    static Evidence evidence(Side green, Optional<Side> blue, Counts recent, int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new Evidence(green, blue, time, time, "", 0, "metrics", recent);
    }

    static Evidence evidence(Side green, Side blue) {
        return new Evidence(green, Optional.of(blue), Duration.ofSeconds(60), Duration.ofSeconds(60), "", 0, "metrics");
    }

    static Evidence evidence(Counts green, Optional<Counts> blue, long covered, long elapsed) {
        return new Evidence(
                side(green, 20),
                blue.map(counts -> side(counts, 20)),
                Duration.ofSeconds(covered),
                Duration.ofSeconds(elapsed),
                "",
                0,
                "metrics");
    }

    static Side side(Counts counts, double millis) {
        double growth = 1.4;
        double low = Math.pow(growth, Math.floor(Math.log(millis) / Math.log(growth)));
        long good = counts.requests() - counts.errors();
        return new Side(counts, new Latencies(List.of(new Latencies.Bucket(low, low * growth, good))));
    }
}
