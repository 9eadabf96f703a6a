package dev.greenlight.localcloud.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.run.TestCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobsTest {
    private static final String JOB = """
            {"template":{"template":{"maxRetries":%d,"containers":[{"image":"%s","args":["migrate"],
             "env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}}""";

    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder, new InProcessWorkloads(null));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void a_job_runs_its_container_to_the_end() {
        ObjectNode made = cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(0, "app"));
        assertThat(made.at("/response/@type").asText()).endsWith("v2.Job");
        assertThat(cloud.workloads().started()).isEmpty();
        ObjectNode operation = cloud.done("POST", "/jobs/migrate:run", "{}");
        ObjectNode execution = cloud.get("/v2/" + operation.at("/response/name").asText());
        assertThat(execution.at("/conditions/0/state").asText()).isEqualTo("CONDITION_SUCCEEDED");
        assertThat(execution.path("succeededCount").asInt()).isEqualTo(1);
        assertThat(cloud.logs()).contains("ran migrate");
        Workload task = cloud.workloads().started().getFirst();
        assertThat(task.environment())
                .containsEntry("CLOUD_RUN_JOB", "migrate")
                .containsEntry("CLOUD_RUN_TASK_INDEX", "0")
                .containsEntry("A", "1")
                .doesNotContainKey("PORT");
        ObjectNode job = cloud.get("/jobs/migrate");
        assertThat(job.at("/latestCreatedExecution/completionStatus").asText()).isEqualTo("EXECUTION_SUCCEEDED");
        assertThat(job.path("executionCount").asInt()).isEqualTo(1);
    }

    @Test
    void overrides_hold_for_one_execution() {
        cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(0, "app"));
        cloud.done("POST", "/jobs/migrate:run", """
                {"overrides":{"taskCount":2,"containerOverrides":[
                  {"args":["migrate","app","0003"],"env":[{"name":"B","value":"3"}]}]}}""");
        cloud.done("POST", "/jobs/migrate:run", "{}");
        assertThat(cloud.workloads().started()).hasSize(3).last().satisfies(workload -> {
            assertThat(workload.arguments()).containsExactly("migrate");
            assertThat(workload.environment()).containsEntry("B", "2");
        });
        assertThat(cloud.workloads().started().getFirst()).satisfies(workload -> {
            assertThat(workload.arguments()).containsExactly("migrate", "app", "0003");
            assertThat(workload.environment()).containsEntry("B", "3").containsEntry("A", "1");
        });
        cloud.call("POST", "/jobs/migrate:run", "{\"overrides\":{\"containerOverrides\":[{\"name\":\"nobody\"}]}}");
        assertThat(cloud.status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'\"taskCount\":-1',         400, overrides.task_count",
        "'\"taskCount\":10001',      400, overrides.task_count",
        "'\"taskCount\":2000000000', 400, overrides.task_count",
        "'\"timeout\":\"-1s\"',      400, overrides.timeout",
        "'\"timeout\":\"604801s\"',  400, overrides.timeout",
        "'\"task_count\":2',         200, ''",
        "'\"timeout\":\"60s\"',      200, ''",
    })
    void overrides_have_the_ranges_of_the_job(String override, int status, String field) {
        cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(0, "app"));
        ObjectNode answer = cloud.call("POST", "/jobs/migrate:run", "{\"overrides\":{" + override + "}}");
        assertThat(cloud.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.at("/error/details/0/fieldViolations/0/field").asText())
                .isEqualTo(field);
        assertThat(cloud.documents("executions")).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void a_task_that_fails_is_tried_again_and_then_fails_the_execution() {
        cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(2, "fail"));
        ObjectNode operation = cloud.done("POST", "/jobs/migrate:run", "{}");
        assertThat(operation.at("/error/message").asText()).contains("exit(3)");
        ObjectNode execution = cloud.get("/v2/" + operation.at("/metadata/name").asText());
        assertThat(execution.at("/conditions/0/executionReason").asText()).isEqualTo("NON_ZERO_EXIT_CODE");
        assertThat(execution.path("failedCount").asInt()).isEqualTo(1);
        assertThat(execution.path("retriedCount").asInt()).isEqualTo(2);
        assertThat(cloud.workloads().started()).hasSize(3);
        ObjectNode tasks = cloud.get("/v2/" + operation.at("/metadata/name").asText() + "/tasks");
        assertThat(tasks.at("/tasks/0/lastAttemptResult/exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void a_missing_image_fails_the_execution_without_a_repetition() {
        cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(3, "missing"));
        ObjectNode operation = cloud.done("POST", "/jobs/migrate:run", "{}");
        ObjectNode execution = cloud.get("/v2/" + operation.at("/metadata/name").asText());
        assertThat(execution.at("/conditions/0/reason").asText()).isEqualTo("CONTAINER_MISSING");
        assertThat(execution.has("retriedCount")).isFalse();
    }

    @Test
    void a_job_is_replaced_and_deleted_like_any_resource() {
        cloud.done("POST", "/jobs?jobId=migrate", JOB.formatted(0, "app"));
        cloud.call("POST", "/jobs?jobId=migrate", JOB.formatted(0, "app"));
        assertThat(cloud.status()).isEqualTo(409);
        cloud.done("PATCH", "/jobs/migrate", JOB.formatted(0, "app:2"));
        ObjectNode job = cloud.get("/jobs/migrate");
        assertThat(job.path("generation").asText()).isEqualTo("2");
        assertThat(job.at("/template/template/containers/0/image").asText()).isEqualTo("app:2");
        assertThat(cloud.get("/jobs").path("jobs")).hasSize(1);
        cloud.done("POST", "/jobs/migrate:run", "{}");
        assertThat(cloud.get("/jobs/migrate/executions").path("executions")).hasSize(1);
        cloud.done("DELETE", "/jobs/migrate", "");
        cloud.get("/jobs/migrate");
        assertThat(cloud.status()).isEqualTo(404);
        cloud.call("PATCH", "/jobs/migrate", "{\"template\":{}}");
        assertThat(cloud.status()).isEqualTo(404);
        cloud.call("PATCH", "/jobs/migrate?allowMissing=true", "{\"template\":{}}");
        assertThat(cloud.status()).isEqualTo(400);
    }
}
