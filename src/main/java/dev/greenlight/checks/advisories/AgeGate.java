package dev.greenlight.checks.advisories;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether a database is young enough for its silence to mean something. */
final class AgeGate {
    private AgeGate() {}

    /**
     * What is to be doubted; empty for nothing.
     *
     * @param newest the newest record of each part of the database
     * @param most how old that may be; zero for any age
     */
    static Optional<String> doubt(Map<String, Instant> newest, Duration most, Instant now) {
        String old = new TreeMap<>(newest)
                .entrySet().stream()
                        .filter(part -> part.getValue().isBefore(now.minus(most)))
                        .map(part -> "%s of %s"
                                .formatted(
                                        part.getKey(),
                                        part.getValue().atZone(ZoneOffset.UTC).toLocalDate()))
                        .collect(Collectors.joining(", "));
        return most.isZero() || old.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the advisories are older than %d hours (the newest for %s)".formatted(most.toHours(), old));
    }
}
