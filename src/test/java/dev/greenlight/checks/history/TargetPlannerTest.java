package dev.greenlight.checks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPlannerTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    private static Target plan(Map<String, String> environment, String event) {
        return TargetPlanner.plan(Optional.empty(), environment, event);
    }

    @Test
    void what_was_asked_for_wins() {
        assertThat(TargetPlanner.plan(Optional.of("develop"), Map.of("GITHUB_BASE_REF", "main"), ""))
                .isEqualTo(new Target(java.util.List.of("refs/remotes/origin/develop", "develop"), "develop"));
    }

    @Test
    void a_pull_request_is_compared_with_its_target_and_not_with_a_push() {
        assertThat(plan(Map.of("GITHUB_BASE_REF", "main"), "{\"before\":\"" + ID + "\"}"))
                .isEqualTo(Target.branch("main"));
    }

    @Test
    void a_push_is_compared_with_what_was_there_before() {
        Target target = plan(Map.of("GITHUB_BASE_REF", ""), "{\"before\":\"" + ID + "\"}");
        assertThat(target.revisions()).containsExactly(ID);
        assertThat(target.words()).contains("before the push");
    }

    @Test
    void a_merge_group_is_compared_with_its_base() {
        assertThat(plan(Map.of(), "{\"merge_group\":{\"base_sha\":\"" + ID + "\"}}")
                        .revisions())
                .containsExactly(ID);
    }

    @Test
    void a_new_branch_is_compared_with_the_main_branch() {
        String event = "{\"before\":\"" + "0".repeat(40) + "\",\"repository\":{\"default_branch\":\"trunk\"}}";
        assertThat(plan(Map.of(), event)).isEqualTo(Target.branch("trunk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "no json", "{\"before\":\"--help\"}", "{\"before\":1}"})
    void an_event_that_says_nothing_leaves_the_main_branch_of_origin(String event) {
        assertThat(plan(Map.of(), event).revisions()).containsExactly("refs/remotes/origin/HEAD");
    }
}
