package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Keys;
import dev.greenlight.report.Report;
import org.junit.jupiter.api.Test;

/** A log that cannot be read is not one in which nothing is written. */
class UnreadLogTest {
    private final Stage stage = new Stage();

    @Test
    void a_log_of_what_failed_that_cannot_be_read_is_said_with_the_reason() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.logs.unreadable = true;

        Report report = stage.deploy("v2");

        assertThat(report.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(String.valueOf(report.data().get("reason")))
                .contains("503", "its log could not be read: Tried to read the log but 403");
    }

    @Test
    void a_defect_in_reading_a_log_hides_neither_the_cause_nor_leaves_a_lock() {
        stage.deploy("v1");
        stage.cloud.behave("v2", Behaviour.UNHEALTHY);
        stage.logs.beforeReading = () -> {
            throw new IllegalStateException("a defect");
        };

        Report report = stage.deploy("v2");

        assertThat(report.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(String.valueOf(report.data().get("reason")))
                .contains("503", "its log could not be read: Greenlight itself has a defect there", "a defect");
        assertThat(stage.state("app-api").annotations()).doesNotContainKey(Keys.INTENT);
    }
}
