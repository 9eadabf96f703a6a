package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

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
}
