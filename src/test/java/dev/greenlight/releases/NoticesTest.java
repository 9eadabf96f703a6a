package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of releases and rollbacks while they happen. */
class NoticesTest {
    private final Stage stage = new Stage();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        stage.notices = subject -> {
            told.add(subject.environment() + " " + subject.version() + ": " + subject.description());
            return (ending, address) ->
                    told.add(ending + address.map(url -> " at " + url).orElse(""));
        };
    }

    @Test
    void a_release_begins_and_ends_well_at_the_front_ends_address() {
        stage.deploy("v1");

        assertThat(told).containsExactly("production v1: Release of v1", "SUCCESS at http://app-web.test");
    }

    @Test
    void a_release_that_is_taken_back_is_a_failure() {
        stage.cloud.behave("v1", Behaviour.UNHEALTHY);
        stage.deploy("v1");

        assertThat(told).containsExactly("production v1: Release of v1", "FAILURE");
    }

    @Test
    void a_rollback_is_told_with_who_and_why() {
        stage.deploy("v1");
        stage.deploy("v2");
        told.clear();

        stage.rollback("");

        assertThat(told)
                .containsExactly("production v1: Rollback to v1 by anna: because", "SUCCESS at http://app-web.test");
    }

    @Test
    void nothing_is_told_of_a_plan_or_a_refusal() {
        stage.releases().deploy(Sample.request("v1"), true, Agreement.ANY);
        stage.missing.add(Sample.image("backend", "v1"));
        stage.deploy("v1");

        assertThat(told).isEmpty();
    }

    @Test
    void what_breaks_off_has_an_end_too() {
        stage.deploy("v1");
        stage.deploy("v2");
        told.clear();
        stage.cloud.ignoreTraffic(traffic -> true);

        assertThat(stage.rollback("").verdict()).isInstanceOf(Verdict.Broken.class);

        assertThat(told).last().isEqualTo("ERROR");
    }
}
