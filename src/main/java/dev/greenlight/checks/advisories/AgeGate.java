package dev.greenlight.checks.advisories;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether a database is young enough for its silence to mean something. */
final class AgeGate {
    /** Clocks differ, and days by where one is; what lies further ahead was never written then. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private AgeGate() {}

    /**
     * What is to be doubted; empty for nothing.
     *
     * @param newest the newest record of each part of the database
     * @param most how old that may be; zero for any age
     */
    static Optional<String> doubt(Map<String, Instant> newest, Duration most, Instant now) {
        if (most.isZero()) {
            return Optional.empty();
        }
        String old = those(newest, time -> time.isBefore(now.minus(most)));
        String ahead = those(newest, time -> time.isAfter(now.plus(AHEAD)));
        List<String> doubts = new ArrayList<>();
        if (!old.isEmpty()) {
            doubts.add("the advisories are older than %d hours (the newest for %s)".formatted(most.toHours(), old));
        }
        if (!ahead.isEmpty()) {
            doubts.add("how old the advisories are cannot be told: the newest is dated after today (for %s)"
                    .formatted(ahead));
        }
        return doubts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", doubts));
    }

    private static String those(Map<String, Instant> newest, Predicate<Instant> which) {
        return new TreeMap<>(newest)
                .entrySet().stream()
                        .filter(part -> which.test(part.getValue()))
                        .map(part -> "%s of %s"
                                .formatted(
                                        part.getKey(),
                                        part.getValue().atZone(ZoneOffset.UTC).toLocalDate()))
                        .collect(Collectors.joining(", "));
    }
}
