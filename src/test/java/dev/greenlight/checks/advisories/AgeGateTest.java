package dev.greenlight.checks.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeGateTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T10:00:00Z, 24, false",
        "2026-11-28T10:00:00Z, 24, false",
        "2026-11-28T09:59:59Z, 24, true",
        "2020-01-01T00:00:00Z, 24, true",
        "2020-01-01T00:00:00Z, 0, false",
        "2026-11-30T10:00:00Z, 24, false",
        "2026-11-30T10:00:01Z, 24, true",
        "2099-01-01T00:00:00Z, 24, true",
        "2099-01-01T00:00:00Z, 0, false"
    })
    void what_is_older_than_the_limit_is_to_be_doubted(Instant newest, int hours, boolean doubted) {
        assertThat(AgeGate.doubt(Map.of("PyPI", newest), Duration.ofHours(hours), NOW)
                        .isPresent())
                .isEqualTo(doubted);
    }

    @Test
    void one_old_part_is_enough_and_is_named() {
        assertThat(AgeGate.doubt(
                        Map.of("PyPI", NOW, "npm", Instant.parse("2026-10-01T00:00:00Z")), Duration.ofHours(168), NOW))
                .contains("the advisories are older than 168 hours (the newest for npm of 2026-10-01)");
    }

    @Test
    void a_record_of_a_day_that_is_yet_to_come_does_not_make_the_others_young() {
        Map<String, Instant> newest =
                Map.of("PyPI", Instant.parse("2099-01-01T00:00:00Z"), "npm", Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(AgeGate.doubt(newest, Duration.ofHours(168), NOW))
                .contains("the advisories are older than 168 hours (the newest for npm of 2026-10-01); how old the"
                        + " advisories are cannot be told: the newest is dated after today (for PyPI of 2099-01-01)");
    }

    @Test
    void where_there_is_nothing_nothing_is_old() {
        assertThat(AgeGate.doubt(Map.of(), Duration.ofHours(1), NOW)).isEmpty();
    }
}
