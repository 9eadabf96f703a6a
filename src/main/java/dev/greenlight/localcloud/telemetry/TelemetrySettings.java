package dev.greenlight.localcloud.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How much is kept and when it is shown.
 *
 * @param lag how long after the end of its sampling period a point of a metric appears; 0 or more
 * @param period the sampling period of metrics, whole seconds, 1 or more
 * @param entries how many log entries are kept in memory; 1 or more
 * @param folder where log entries are also written, one file a day; empty for nowhere
 */
public record TelemetrySettings(Duration lag, Duration period, int entries, Optional<Path> folder) {
    /** As Google's: points of a minute, three minutes late. */
    public static final TelemetrySettings USUAL =
            new TelemetrySettings(Duration.ofSeconds(180), Duration.ofSeconds(60), 200_000, Optional.empty());

    public TelemetrySettings {
        if (lag.isNegative() || period.toSeconds() < 1 || period.toNanosPart() != 0 || entries < 1) {
            throw new IllegalArgumentException(
                    "the lag is not negative, the period whole seconds, and at least one entry is kept");
        }
    }

    /** The same with points of a second, a second late. */
    public TelemetrySettings prompt() {
        return new TelemetrySettings(Duration.ofSeconds(1), Duration.ofSeconds(1), entries, folder);
    }

    public TelemetrySettings withFolder(Path where) {
        return new TelemetrySettings(lag, period, entries, Optional.of(where));
    }
}
