package dev.greenlight.suites;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerParserTest {
    @Test
    void only_folders_of_the_machine_are_mounts_that_a_suite_can_leave_reports_in() {
        assertThat(ContainerParser.parse("""
                [{"Id":"1","Config":{"Labels":{"com.docker.compose.service":"db"}},"State":{"Running":true},
                  "Mounts":[{"Type":"volume","Source":"/var/lib/docker/volumes/v"},{"Type":"bind","Source":"/w/reports"}]}]"""))
                .singleElement()
                .satisfies(container -> assertThat(container.binds()).containsExactly("/w/reports"))
                .satisfies(container -> assertThat(container.exitCode()).isEqualTo(-1));
    }

    @Test
    void what_is_no_container_is_left_out_and_half_a_text_is_none() {
        assertThat(ContainerParser.parse("[{},{\"Id\":7},{\"Id\":\"a\"}]")).hasSize(1);
        assertThat(ContainerParser.parse("[{\"Id\":")).isEmpty();
        assertThat(ContainerParser.parse("")).isEmpty();
    }
}
