package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.Probe;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Mishap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** One task of an execution: its container, again after a failure as often as the job allows. */
final class TaskRun {
    static final Fault CANCELLED = Fault.ofExecution("CANCELLED", "The execution was cancelled.");
    static final Fault TIMEOUT = Fault.common("PROGRESS_DEADLINE_EXCEEDED", "The configured timeout was reached.");

    private static final System.Logger LOG = System.getLogger(TaskRun.class.getName());

    /** Nothing asks a task's port; the engine's record wants one. */
    private static final Probe NONE = new Probe("", 8080, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Workloads workloads;
    private final Recipes recipes;

    TaskRun(Workloads workloads, Recipes recipes) {
        this.workloads = workloads;
        this.recipes = recipes;
    }

    /** @param mishap what is to go wrong with the execution that the task belongs to */
    TaskResult run(JobName job, ObjectNode execution, int index, Mishap mishap) {
        String started = Conditions.now();
        switch (mishap) {
            case Mishap.NeverEnds() -> pause(Duration.ofDays(365));
            case Mishap.Slow(Duration time) -> pause(time);
            case Mishap.Fails(String reason, String message) -> {
                boolean exit = reason.equals("NON_ZERO_EXIT_CODE");
                Fault fault = exit ? Fault.ofExecution(reason, message) : Fault.named(reason, message);
                return new TaskResult(index, 0, exit ? 1 : -1, started, fault);
            }
            default -> {}
        }
        try {
            return attempts(job, execution, index, started);
        } finally {
            Key ended = key(job, execution, index);
            recipes.retain(key -> !key.equals(ended));
        }
    }

    private TaskResult attempts(JobName job, ObjectNode execution, int index, String started) {
        int retries = execution.path("template").path("maxRetries").asInt(3);
        for (int attempt = 0; ; attempt++) {
            if (Thread.interrupted()) {
                return new TaskResult(index, attempt, -1, started, CANCELLED);
            }
            TaskResult result = attempt(job, execution, index, attempt, started);
            if (Thread.interrupted()) {
                return new TaskResult(index, attempt, -1, started, CANCELLED);
            }
            if (result.fault() == null || attempt >= retries || !result.isTasksOwn()) {
                return result;
            }
        }
    }

    /** Waits for a place and runs a task there; there is a result whatever happens. */
    static TaskResult within(Semaphore places, int index, Supplier<TaskResult> task) {
        String started = Conditions.now();
        try {
            places.acquire();
        } catch (InterruptedException e) {
            return new TaskResult(index, 0, -1, started, CANCELLED);
        }
        try {
            return task.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "task " + index, e);
            return new TaskResult(index, 0, -1, started, Fault.common("UNKNOWN", "Internal error encountered."));
        } finally {
            places.release();
        }
    }

    private static Key key(JobName job, ObjectNode execution, int index) {
        String id = execution.path("name").asText().replaceAll(".*/", "");
        return new Key(Key.Kind.TASK, job.project(), job.location(), job.id(), id + "-task" + index);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TaskResult attempt(JobName job, ObjectNode execution, int index, int attempt, String started) {
        JsonNode template = execution.path("template");
        String id = execution.path("name").asText().replaceAll(".*/", "");
        Map<String, String> own = new LinkedHashMap<>();
        own.put("CLOUD_RUN_JOB", job.id());
        own.put("CLOUD_RUN_EXECUTION", id);
        own.put("CLOUD_RUN_TASK_INDEX", Integer.toString(index));
        own.put("CLOUD_RUN_TASK_ATTEMPT", Integer.toString(attempt));
        own.put("CLOUD_RUN_TASK_COUNT", execution.path("taskCount").asText("1"));
        Key key = key(job, execution, index);
        try {
            ObjectNode container =
                    template.path("containers").path(0) instanceof ObjectNode first ? first : Json.object();
            ObjectNode pinned = container
                    .deepCopy()
                    .put("image", workloads.resolve(container.path("image").asText()));
            int code = workloads.run(
                    recipes.workload(key, pinned, template, own, NONE),
                    Recipes.duration(template.path("timeout").asText("600s")));
            Fault fault = code == 0
                    ? null
                    : Fault.ofExecution(
                            "NON_ZERO_EXIT_CODE",
                            "Task " + id + "-task" + index + " failed with message: The container exited with an error."
                                    + " It called exit(" + code + ").");
            return new TaskResult(index, attempt, code, started, fault);
        } catch (StartFailure e) {
            if (e.reason() == StartFailure.Reason.PROGRESS_DEADLINE_EXCEEDED) {
                return new TaskResult(index, attempt, -1, started, TIMEOUT);
            }
            return new TaskResult(
                    index, attempt, -1, started, Fault.common(e.reason().name(), e.message()));
        }
    }
}
