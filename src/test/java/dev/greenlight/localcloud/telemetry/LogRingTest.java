package dev.greenlight.localcloud.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Entries of every kind, enough of them to fill several packs, against a list that keeps them as they are. */
class LogRingTest {
    private static final int CAPACITY = 3_000;
    private static final int ADDED = 10_000;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");

    private final LogRing ring = new LogRing(CAPACITY);
    private final List<LogEntry> all = new ArrayList<>();

    private static LogEntry entry(long number) {
        int i = (int) number;
        LogEntry.Content content = switch (i % 3) {
            case 0 -> new LogEntry.Content.Text("line " + i + " äöü € 🙂\n");
            case 1 ->
                new LogEntry.Content.Structured(
                        Json.object().put("id", i).put("empty", "").put("ok", i % 2 == 0));
            default ->
                new LogEntry.Content.Answered(new ServedRequest(
                        NOON.plusNanos(i),
                        i % 2 == 0 ? "GET" : "POST",
                        "http://127.0.0.1/?n=" + i,
                        200 + i % 400,
                        Duration.ofNanos(1_234_567_890L * (i % 5)),
                        "10.0.0." + i % 7,
                        i % 4 == 0 ? "" : "browser",
                        new ServedRequest.Trail("f".repeat(32), "1".repeat(16), i % 9 == 0 ? "late" : "")));
        };
        LogEntry.Severity[] severities = LogEntry.Severity.values();
        return new LogEntry(
                number,
                NOON.plusSeconds(i).minusNanos(i),
                new Resource("p", Resource.REVISION, Map.of("revision_name", "web-" + i % 11)),
                severities[i % severities.length],
                i % 2 == 0 ? "stdout" : "stderr",
                content);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            all.add(ring.add(LogRingTest::entry));
        }
    }

    private List<LogEntry> kept() {
        return all.subList(Math.max(0, all.size() - CAPACITY), all.size());
    }

    @Test
    void nothing_was_added_and_nothing_is_found() {
        assertThat(ring.newest(10)).isEmpty();
        assertThat(ring.find(Long.MAX_VALUE, entry -> true)).isEmpty();
    }

    @Test
    void exactly_the_newest_are_kept_as_they_were_at_any_time() {
        for (int added = 0; added < ADDED; added += 250) {
            add(250);

            assertThat(ring.find(Long.MAX_VALUE, entry -> true)).isEqualTo(kept());
            assertThat(ring.newest(CAPACITY)).isEqualTo(kept().reversed());
            assertThat(ring.newest(7))
                    .isEqualTo(all.subList(all.size() - 7, all.size()).reversed());
        }
        assertThat(ring.next()).isEqualTo(ADDED);
    }

    @Test
    void what_is_wanted_before_an_end_is_found_across_packs() {
        add(ADDED);
        Predicate<LogEntry> wanted = entry -> entry.severity() == LogEntry.Severity.ERROR;

        assertThat(ring.find(ADDED - 100, wanted))
                .isNotEmpty()
                .isEqualTo(kept().stream()
                        .filter(entry -> entry.sequence() < ADDED - 100)
                        .filter(wanted)
                        .toList());
        assertThat(ring.find(ADDED - CAPACITY, wanted)).isEmpty();
    }
}
