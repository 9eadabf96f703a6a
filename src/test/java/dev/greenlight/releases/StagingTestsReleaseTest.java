package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.project.Project;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.trials.TestRun;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases of a project with tests of its own. */
class StagingTestsReleaseTest {
    private static final StagingTests READING = tests(Optional.empty());

    private final Stage stage = new Stage();
    private final List<Map<String, String>> runs = new ArrayList<>();
    private final List<String> effectsBefore = new ArrayList<>();
    private TestRun next = new TestRun.Passed(Duration.ofMillis(1200));

    StagingTestsReleaseTest() {
        stage.project = project(READING);
        stage.tester = this::run;
    }

    private static StagingTests tests(Optional<String> tenant) {
        return new StagingTests(List.of("python3", "tests.py"), Optional.of("python:3"), Duration.ofMinutes(2), tenant);
    }

    private static Project project(StagingTests tests) {
        Project plain = Sample.project();
        return new Project(
                plain.services(), plain.environments(), plain.release().testedBy(tests));
    }

    private TestRun run(StagingTests tests, Map<String, String> variables, Consumer<String> lines) {
        runs.add(variables);
        effectsBefore.addAll(stage.cloud.history());
        for (int line = 1; line <= 30; line++) {
            lines.accept("said " + line + ":");
        }
        return next;
    }

    @Test
    void they_run_once_after_all_is_healthy_and_before_any_traffic_moves() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        runs.clear();
        effectsBefore.clear();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("released");
        assertThat(runs)
                .singleElement()
                .satisfies(variables -> assertThat(variables)
                        .containsEntry("GREENLIGHT_URL", "http://candidate---app-web.test")
                        .containsEntry("GREENLIGHT_FRONTEND_URL", "http://candidate---app-web.test")
                        .containsEntry("GREENLIGHT_BACKEND_URL", "http://candidate---app-api.test")
                        .containsEntry(
                                "GREENLIGHT_REVISION",
                                String.valueOf(report.outputs().get("revisions"))
                                        .replaceAll(".*frontend\":\"([^\"]*).*", "$1"))
                        .containsEntry(
                                "GREENLIGHT_BACKEND_REVISION", report.outputs().get("revision"))
                        .containsEntry("GREENLIGHT_VERSION", "v2")
                        .doesNotContainKeys("GREENLIGHT_TENANT", "GREENLIGHT_TOKEN", "GREENLIGHT_BACKEND_TOKEN"));
        assertThat(effectsBefore)
                .noneMatch(effect -> effect.contains("v2") && effect.matches(".*app-api-v2-\\S+ \\d+ %.*"));
        assertThat(effectsBefore.getLast()).startsWith("change app-web").contains("candidate");
        assertThat(stage.progress.lines).anyMatch(line -> line.contains("staging tests | said 1:"));
        assertThat(String.valueOf(report.data().get("steps"))).contains("exitCode", "they passed in 1.2 s");
        assertThat(before).isNotEqualTo(stage.served("app-api"));
    }

    static Stream<List<Object>> bad() {
        return Stream.of(
                List.of(new TestRun.Failed(3, Duration.ofMillis(2500)), "they failed: exit code 3 after 2.5 s"),
                List.of(new TestRun.TimedOut(Duration.ofMinutes(2)), "they were stopped after 120.0 s"),
                List.of(
                        new TestRun.NotStarted("no Docker engine answers"),
                        "they could not be started (python3 in python:3): no Docker engine answers"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anything_but_passed_takes_the_release_back_before_any_traffic(List<Object> ending) {
        stage.deploy("v1");
        Traffic api = stage.served("app-api");
        Traffic web = stage.served("app-web");
        int effects = stage.cloud.history().size();
        next = (TestRun) ending.getFirst();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report))
                .startsWith("app-web: the project's own tests did not pass: ")
                .contains(String.valueOf(ending.getLast()));
        assertThat(String.valueOf(report.data().get("answers")))
                .contains("staging tests: said 30:", "staging tests: said 11:")
                .doesNotContain("said 10:");
        assertThat(stage.served("app-api")).isEqualTo(api);
        assertThat(stage.served("app-web")).isEqualTo(web);
        assertThat(stage.state("app-api").annotations()).doesNotContainKey("greenlight.dev/intent");
        assertThat(stage.cloud.history().subList(effects, stage.cloud.history().size()))
                .noneMatch(effect -> effect.matches(".*-v2-\\S+ \\d+ %.*"));
    }

    @Test
    void a_first_release_is_tested_before_it_is_opened_with_a_token_for_each_closed_service() {
        next = new TestRun.Failed(1, Duration.ofSeconds(1));

        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("rolled-back");
        assertThat(runs)
                .singleElement()
                .satisfies(variables -> assertThat(variables)
                        .containsEntry("GREENLIGHT_URL", "http://candidate---app-web.test")
                        .containsEntry("GREENLIGHT_TOKEN", "token for http://app-web.test")
                        .containsEntry("GREENLIGHT_FRONTEND_TOKEN", "token for http://app-web.test")
                        .containsEntry("GREENLIGHT_BACKEND_TOKEN", "token for http://app-api.test"));
        assertThat(stage.cloud.everOpen("app-api")).isFalse();
        assertThat(stage.cloud.everOpen("app-web")).isFalse();
        assertThat(stage.cloud.service(new ServiceName("app-web"))).isEmpty();

        next = new TestRun.Passed(Duration.ofSeconds(1));
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        assertThat(runs).hasSize(2);
    }

    @Test
    void tests_that_write_are_told_their_tenant() {
        stage.project = project(tests(Optional.of("acme-test")));

        stage.deploy("v1");

        assertThat(runs)
                .singleElement()
                .satisfies(variables -> assertThat(variables).containsEntry("GREENLIGHT_TENANT", "acme-test"));
    }

    @Test
    void a_release_that_was_killed_while_they_ran_runs_them_again() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.tester = (tests, variables, lines) -> {
            throw new StackOverflowError("killed");
        };
        assertThatThrownBy(() -> stage.deploy("v2")).isInstanceOf(StackOverflowError.class);
        assertThat(stage.served("app-api").shares()).isEqualTo(before.shares());
        stage.tester = this::run;
        runs.clear();

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("released");
        assertThat(runs).hasSize(1);
        assertThat(stage.serves("app-api")).isEqualTo("v2");
        assertThat(stage.served("app-api").tags().keySet())
                .noneMatch(tag -> tag.value().equals("candidate"));
    }

    @Test
    void a_process_that_is_told_to_stop_while_they_run_leaves_the_traffic_as_it_was() {
        stage.deploy("v1");
        Traffic before = stage.served("app-api");
        stage.tester = (tests, variables, lines) -> {
            throw new ExternalFailure("run the project's own tests", "this process was told to stop", "run it again");
        };

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("told to stop");
        assertThat(stage.served("app-api")).isEqualTo(before);
    }

    @Test
    void what_serves_already_is_not_tested_again_and_what_is_new_beside_it_is() {
        stage.deploy("v1");
        runs.clear();
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        assertThat(runs).isEmpty();

        stage.cloud.forget("app-web");
        assertThat(Stage.outcome(stage.deploy("v1"))).isEqualTo("released");
        assertThat(runs)
                .singleElement()
                .satisfies(variables -> assertThat(variables.get("GREENLIGHT_BACKEND_URL"))
                        .isIn("http://blue---app-api.test", "http://green---app-api.test"));
    }

    @Test
    void the_plan_names_them_runs_nothing_and_is_another_one_with_other_tests() {
        stage.deploy("v1");
        runs.clear();
        Report plan = plan();

        assertThat(runs).isEmpty();
        assertThat(String.valueOf(plan.data().get("plan")))
                .contains(
                        "run the project's own tests at the new revisions' own addresses: in python:3, python3 tests.py (read-only)");
        assertThat(plan.files().toString()).contains("\"effects\" : \"read-only\"", "\"within\" : \"PT2M\"");

        stage.project = project(tests(Optional.of("t")));
        Report refused = stage.releases()
                .deploy(
                        Sample.request(stage.project, "v2", false),
                        false,
                        Agreement.to(plan.outputs().getOrDefault("plan-hash", "")));
        assertThat(Stage.outcome(refused)).isEqualTo("refused");
        assertThat(runs).isEmpty();
    }

    @Test
    void without_means_to_run_them_nothing_is_released() {
        stage.tester = Tester.NONE;

        assertThat(Stage.reason(stage.deploy("v1"))).contains("given no means to run them");
    }

    private Report plan() {
        return stage.releases().deploy(Sample.request(stage.project, "v2", false), true, Agreement.ANY);
    }
}
