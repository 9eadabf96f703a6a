package dev.greenlight.releases;

import dev.greenlight.releases.evidence.LogLine;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.RequestLog;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A log in which everybody has printed one line. */
final class FakeLogs implements Logs {
    /** The request log since a time; as long as nothing else is told, it cannot be read. */
    Function<Instant, Optional<RequestLog>> requests = since -> Optional.empty();

    /** Who answered which probe, by its id; as long as nothing else is told, the log does not say. */
    Supplier<Optional<Map<String, RevisionName>>> answered = () -> Optional.of(Map.of());

    /** How often that was asked. */
    int asked;

    /** Happens before what containers print is read. */
    Runnable beforeReading = () -> {};

    /** Whether the account may not read what containers print. */
    boolean unreadable;

    /** What every revision has printed besides. */
    List<String> said = List.of();

    @Override
    public List<LogLine> lastOf(ServiceName service, RevisionName revision, int most) {
        beforeReading.run();
        if (unreadable) {
            throw new ExternalFailure("read the log", "403", "Give roles/logging.viewer");
        }
        return Stream.concat(Stream.of("said by " + revision), said.stream())
                .limit(most)
                .map(line -> new LogLine("t", "ERROR", line))
                .toList();
    }

    @Override
    public List<LogLine> lastOfRun(String job, String execution, int most) {
        return List.of(new LogLine("t", "ERROR", "said by " + execution));
    }

    @Override
    public synchronized Optional<Map<String, RevisionName>> answerers(ServiceName service, Instant since) {
        asked++;
        return answered.get();
    }

    @Override
    public Optional<RequestLog> requests(ServiceName service, Instant since) {
        return requests.apply(since);
    }
}
