package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The stretch of time that a reading covers for all revisions that are compared: of each, nothing that lies outside is counted.
 *
 * @param from where the first data begin
 * @param until how far the data of all of them reach
 */
public record Window(Instant from, Instant until) {
    public Window {
        until = until.isBefore(from) ? from : until;
    }

    /** Empty without any data of theirs. */
    public static Optional<Window> of(Reading.Known reading, Collection<RevisionName> revisions) {
        return reading.reach(revisions).map(until -> new Window(reading.first().orElse(until), until));
    }

    public Duration length() {
        return Duration.between(from, until);
    }
}
