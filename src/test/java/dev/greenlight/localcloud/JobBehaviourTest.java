package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Store;
import dev.greenlight.waiting.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions of jobs: how they go on, end, and are ended. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobBehaviourTest {
    @TempDir
    Path state;

    private TroubledWorkloads workloads;
    private LocalCloud cloud;
    private Caller caller;

    @BeforeEach
    void start() {
        workloads = new TroubledWorkloads();
        cloud = LocalCloud.start(Options.in(state).withPorts(0, 27_350), workloads, line -> {});
        caller = new Caller(cloud);
    }

    @AfterEach
    void stop() {
        cloud.stop();
    }

    private String run(String image, int tasks, int parallelism, int retries) {
        caller.done("POST", "/jobs?jobId=migrate", """
                {"template":{"taskCount":%d,"parallelism":%d,"template":{"maxRetries":%d,"timeout":"5s",
                 "containers":[{"image":"%s"}]}}}""".formatted(tasks, parallelism, retries, image));
        return "/v2/"
                + caller.call("POST", "/jobs/migrate:run", "{}")
                        .at("/metadata/name")
                        .asText();
    }

    private ObjectNode ended(String execution) {
        return Await.value(
                "the end of " + execution,
                Duration.ofSeconds(10),
                () -> caller.get(execution),
                now -> now.has("completionTime"));
    }

    @ParameterizedTest(name = "{0}, {1} retries: {2} attempts")
    @CsvSource({
        // image, retries, attempts, exit code, code of the attempt's status, field, reason, words
        "app,     3, 1, 0, 0, '',              '',                         ''",
        "second,  3, 2, 0, 0, '',              '',                         ''",
        "second,  0, 1, 1, 9, executionReason, NON_ZERO_EXIT_CODE,         exit(1)",
        "fail,    2, 3, 3, 9, executionReason, NON_ZERO_EXIT_CODE,         exit(3)",
        "timeout, 1, 2, 0, 4, reason,          PROGRESS_DEADLINE_EXCEEDED, The configured timeout was reached.",
        "missing, 3, 0, 0, 9, reason,          CONTAINER_MISSING,          not found",
    })
    void an_execution_ends_as_its_tasks_do(
            String image, int retries, int attempts, int exit, int code, String field, String reason, String words) {
        String path = run(image, 1, 0, retries);
        ObjectNode execution = ended(path);
        ObjectNode task = caller.get(path + "/tasks").withObject("/tasks/0");
        boolean good = reason.isEmpty();
        assertThat(workloads.attempts()).isEqualTo(attempts);
        assertThat(execution.path(good ? "succeededCount" : "failedCount").asInt())
                .isEqualTo(1);
        assertThat(execution.path("retriedCount").asInt()).isEqualTo(Math.max(0, attempts - 1));
        assertThat(execution.has("runningCount")).isFalse();
        assertThat(task.at("/lastAttemptResult/exitCode").asInt()).isEqualTo(exit);
        assertThat(task.at("/lastAttemptResult/status/code").asInt()).isEqualTo(code);
        for (JsonNode resource : new JsonNode[] {execution, task}) {
            JsonNode completed = Caller.condition(resource, "Completed");
            assertThat(completed.path("state").asText()).isEqualTo(good ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED");
            assertThat(completed.path("message").asText()).contains(words);
            if (!good) {
                assertThat(completed.path(field).asText()).isEqualTo(reason);
            }
        }
        assertThat(caller.get("/jobs/migrate")
                        .at("/latestCreatedExecution/completionStatus")
                        .asText())
                .isEqualTo(good ? "EXECUTION_SUCCEEDED" : "EXECUTION_FAILED");
        assertThat(caller.get("/jobs/migrate").at("/terminalCondition/state").asText())
                .as("a job is ready whatever its executions do")
                .isEqualTo("CONDITION_SUCCEEDED");
    }

    @ParameterizedTest(name = "{0} tasks with parallelism {1}")
    @CsvSource({"6, 1, 1, 1", "6, 2, 1, 2", "6, 0, 2, 4"})
    void tasks_run_side_by_side_as_allowed(int tasks, int parallelism, int least, int most) {
        ObjectNode execution = ended(run("app", tasks, parallelism, 0));
        assertThat(execution.path("succeededCount").asInt()).isEqualTo(tasks);
        assertThat(workloads.mostAtOnce()).isBetween(least, most);
    }

    @Test
    void tasks_can_be_seen_while_they_run_and_a_cancelled_execution_ends_as_cancelled() {
        String path = run("forever", 3, 2, 3);
        Await.until("two attempts", () -> workloads.attempts() >= 2);
        ObjectNode running = caller.get(path);
        assertThat(running.path("runningCount").asInt()).isEqualTo(3);
        assertThat(caller.get(path + "/tasks").path("tasks")).hasSize(3);
        assertThat(Caller.condition(caller.get(path + "/tasks").at("/tasks/0"), "Completed")
                        .path("state")
                        .asText())
                .isEqualTo("CONDITION_RECONCILING");
        caller.call("DELETE", path, "");
        assertThat(caller.status()).as("a running execution is not deleted").isEqualTo(400);

        for (String dry :
                List.of("{\"validateOnly\":true}", "{\"validate_only\":true}", "{\"validateOnly\":\"true\"}")) {
            caller.call("POST", path + ":cancel", dry);
            assertThat(caller.status()).isEqualTo(200);
        }
        caller.call("POST", path + ":cancel", "{\"nope\":1}");
        assertThat(caller.status()).isEqualTo(400);
        caller.call("POST", path + ":cancel", "{\"etag\":\"stale\"}");
        assertThat(caller.status()).isEqualTo(409);
        pause();
        assertThat(caller.get(path).has("completionTime"))
                .as("none of them cancels")
                .isFalse();
        caller.call("POST", path + ":cancel", "{}");

        ObjectNode execution = ended(path);
        assertThat(execution.path("cancelledCount").asInt()).isEqualTo(3);
        assertThat(execution.has("failedCount")).isFalse();
        assertThat(Caller.condition(execution, "Completed")
                        .path("executionReason")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(caller.get("/jobs/migrate")
                        .at("/latestCreatedExecution/completionStatus")
                        .asText())
                .isEqualTo("EXECUTION_CANCELLED");
        assertThat(workloads.attempts())
                .as("nothing is tried again, and the third never began")
                .isEqualTo(2);
        // The store can still be written.
        caller.done("POST", "/services?serviceId=web", "{\"template\":{\"containers\":[{\"image\":\"app\"}]}}");
        assertThat(caller.status()).isEqualTo(200);
        caller.call("DELETE", path + "?etag=stale", "");
        assertThat(caller.status()).isEqualTo(409);
        caller.call("DELETE", path + "?validateOnly=true", "");
        assertThat(caller.get(path).has("name")).isTrue();
        caller.call("DELETE", path, "");
        caller.get(path);
        assertThat(caller.status()).isEqualTo(404);
    }

    @Test
    void a_job_that_is_deleted_takes_what_runs_with_it() {
        String path = run("forever", 3, 2, 0);
        Await.until("two attempts", () -> workloads.attempts() >= 2);
        String operation = caller.get("/operations").withArray("operations").findValues("name").stream()
                .map(JsonNode::asText)
                .filter(name -> name.contains("/operations/"))
                .filter(name -> !caller.get("/v2/" + name).path("done").asBoolean())
                .findFirst()
                .orElseThrow();
        caller.call("DELETE", "/jobs/migrate", "");
        assertThat(caller.status()).isEqualTo(200);
        ObjectNode ended = caller.call("POST", "/v2/" + operation + ":wait", "{}");
        assertThat(ended.path("done").asBoolean()).as("%s", ended).isTrue();
        assertThat(ended.at("/error/message").asText()).contains("cancelled");
        assertThat("/v2/" + ended.at("/metadata/name").asText()).isEqualTo(path);
        assertThat(ended.at("/metadata/cancelledCount").asInt()).isEqualTo(3);
        caller.get(path);
        assertThat(caller.status()).isEqualTo(404);
        cloud.stop();
        try (Store store = Store.open(state.resolve("documents"))) {
            for (String collection : List.of("jobs", "executions", "tasks", "execution-work")) {
                assertThat(store.list(collection, "")).as(collection).isEmpty();
            }
        }
    }

    @Test
    void a_stale_deletion_of_a_job_stops_nothing() {
        String path = run("forever", 1, 0, 0);
        caller.call("DELETE", "/jobs/migrate?etag=stale", "");
        assertThat(caller.status()).isEqualTo(409);
        assertThat(caller.get(path).has("completionTime")).isFalse();
    }

    @Test
    void an_execution_that_never_ends_is_ended_by_cancelling_it() {
        caller.call("PUT", "/_faults", "rules: [{on: run.jobs.run, fault: never-ends}]");
        String path = run("app", 1, 0, 0);
        pause();
        assertThat(caller.get(path).path("runningCount").asInt()).isEqualTo(1);
        assertThat(workloads.attempts()).isZero();
        caller.call("POST", path + ":cancel", "{}");
        assertThat(ended(path).path("cancelledCount").asInt()).isEqualTo(1);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
