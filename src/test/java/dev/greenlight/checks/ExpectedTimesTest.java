package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Advisories;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectedTimesTest {
    private static final List<PlannedCheck> PLAN = ChecksPlanner.plan(
            List.of(Folders.DJANGO, Folders.REACT), Advisories.PUBLIC, List.of("flake8", "tsc", "eslint"));

    private static String urgent(Map<String, Integer> seconds) {
        ExpectedTimes times = check -> Duration.ofSeconds(seconds.getOrDefault(check.tool(), 0));
        return times.urgent(PLAN).tool();
    }

    @Test
    void where_nothing_is_known_it_is_what_usually_takes_longest() {
        assertThat(ExpectedTimes.USUAL.urgent(PLAN).tool()).isEqualTo("eslint");
        assertThat(urgent(Map.of())).isEqualTo("eslint");
    }

    @Test
    void what_took_a_little_longer_since_it_made_room_is_not_urgent_for_that() {
        assertThat(urgent(Map.of("eslint", 12, "tsc", 13, "flake8", 2))).isEqualTo("eslint");
        assertThat(urgent(Map.of("eslint", 12, "tsc", 18, "flake8", 17))).isEqualTo("eslint");
    }

    @Test
    void what_takes_longest_by_far_is_urgent_whatever_is_usual() {
        assertThat(urgent(Map.of("eslint", 12, "tsc", 13, "flake8", 60))).isEqualTo("flake8");
        assertThat(urgent(Map.of("eslint", 12, "tsc", 19, "flake8", 2))).isEqualTo("tsc");
    }
}
