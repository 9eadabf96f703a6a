package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of executions and their tasks. */
final class Executions {
    static final String COLLECTION = "executions";
    static final String TASKS = "tasks";
    private static final String COMPLETED = "Completed";
    private static final int MOST_ENDED = 1_000;

    private final Store store;

    Executions(Store store) {
        this.store = store;
    }

    ObjectNode get(String path) {
        return find(path).orElseThrow(() -> ApiError.notFound("execution \"" + path + "\" not found"));
    }

    Optional<ObjectNode> find(String path) {
        return store.get(COLLECTION, path);
    }

    /**
     * A new execution, not yet stored.
     *
     * @param template the job's execution template, overrides applied
     */
    static ObjectNode begin(JobName job, ObjectNode template, String caller) {
        ObjectNode execution = Json.object();
        Records.born(
                execution,
                job.execution(
                        job.id() + "-" + Records.suffix() + Records.suffix().charAt(0)),
                caller);
        execution.remove("lastModifier");
        execution.setAll(template.deepCopy().retain("labels", "annotations", "parallelism", "taskCount"));
        execution.set("template", template.path("template").deepCopy());
        execution.put("job", job.id()).put("launchStage", "GA").put("reconciling", true);
        execution.put("startTime", Conditions.now());
        execution.put("runningCount", template.path("taskCount").asInt(1));
        execution
                .putArray("conditions")
                .add(Conditions.reconciling(COMPLETED, ""))
                .add(Conditions.succeeded("ResourcesAvailable"))
                .add(Conditions.succeeded("Started"));
        return execution;
    }

    /**
     * The changes that forget the oldest of a job's executions that have ended, so that a thousand are left.
     *
     * @param ending the path of one that ends with these changes, and stays
     * @see <a href="https://cloud.google.com/run/quotas">quotas: completed executions of a job</a>
     */
    List<Change> tooMany(JobName job, String ending) {
        String prefix = job.path() + "/executions/";
        if (store.count(COLLECTION, prefix) <= MOST_ENDED) {
            return List.of();
        }
        Map<String, String> ended = new HashMap<>();
        store.documents(COLLECTION, prefix).forEach((path, execution) -> {
            String time = execution.text("completionTime");
            if (!time.isEmpty() && !path.equals(ending)) {
                ended.put(path, time);
            }
        });
        return ended.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(Math.max(0, ended.size() + 1 - MOST_ENDED))
                .flatMap(entry -> removal(entry.getKey()).stream())
                .toList();
    }

    /** The changes that remove an execution and its tasks. */
    List<Change> removal(String path) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.remove(COLLECTION, path));
        store.documents(TASKS, path + "/").keySet().forEach(key -> changes.add(Change.remove(TASKS, key)));
        return changes;
    }

    /** Ends an execution in its document; a null fault is success. */
    static void end(ObjectNode execution, Counts counts, @Nullable Fault fault) {
        execution.remove("reconciling");
        execution.remove("runningCount");
        count(execution, "succeededCount", counts.succeeded());
        count(execution, "failedCount", counts.failed());
        count(execution, "cancelledCount", counts.cancelled());
        count(execution, "retriedCount", counts.retried());
        execution.put("completionTime", Conditions.now()).put("observedGeneration", "1");
        execution
                .putArray("conditions")
                .add(fault == null ? Conditions.succeeded(COMPLETED) : Conditions.failed(COMPLETED, fault))
                .add(Conditions.succeeded("ResourcesAvailable"))
                .add(Conditions.succeeded("Started"));
        Records.touched(execution);
    }

    /** How many tasks ended how, and how many attempts were repetitions. */
    record Counts(int succeeded, int failed, int cancelled, int retried) {}

    static boolean isRunning(ObjectNode execution) {
        return !execution.has("completionTime");
    }

    private static void count(ObjectNode execution, String field, int count) {
        if (count > 0) {
            execution.put(field, count);
        }
    }

    /** Counts a task that has ended in its execution's document. */
    static void count(ObjectNode execution, TaskRun.Result result) {
        String failure = result.fault() == TaskRun.CANCELLED ? "cancelledCount" : "failedCount";
        String field = result.fault() == null ? "succeededCount" : failure;
        execution.put(field, execution.path(field).asInt() + 1);
        count(execution, "retriedCount", execution.path("retriedCount").asInt() + result.retried());
        int left = execution.path("runningCount").asInt() - 1;
        execution.remove("runningCount");
        count(execution, "runningCount", left);
        Records.touched(execution);
    }

    /** The tasks, which wait or run, of an execution that is still there. @param path the execution's name */
    void beginTasks(String path, ObjectNode execution, int count) {
        if (find(path).isEmpty()) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            ObjectNode task = task(path, execution, index);
            task.put("reconciling", true);
            task.putArray("conditions").add(Conditions.reconciling(COMPLETED, ""));
            changes.add(Change.put(TASKS, task.path("name").asText(), task));
        }
        store.apply(changes);
    }

    /** A task has ended, and its execution, if it is still there, counts it. @param path the execution's name */
    void endTask(String path, TaskRun.Result result) {
        String name = path + "/tasks/" + path.substring(path.lastIndexOf('/') + 1) + "-task" + result.index();
        find(path).ifPresent(execution -> {
            ObjectNode task = store.get(TASKS, name).orElseGet(() -> task(path, execution, result.index()));
            ended(task, result);
            count(execution, result);
            store.apply(List.of(Change.put(TASKS, name, task), Change.put(COLLECTION, path, execution)));
        });
    }

    private static void ended(ObjectNode task, TaskRun.Result result) {
        task.remove("reconciling");
        Records.touched(task);
        count(task, "retried", result.retried());
        task.put("startTime", result.started()).put("completionTime", Conditions.now());
        ObjectNode attempt = task.putObject("lastAttemptResult");
        if (result.fault() == null) {
            attempt.putObject("status");
        } else {
            Status status = result.fault() == TaskRun.TIMEOUT
                    ? Status.DEADLINE_EXCEEDED
                    : result.fault().status();
            attempt.putObject("status")
                    .put("code", status.number())
                    .put("message", result.fault().message());
        }
        count(attempt, "exitCode", result.exitCode());
        task.putArray("conditions")
                .add(
                        result.fault() == null
                                ? Conditions.succeeded(COMPLETED)
                                : Conditions.failed(COMPLETED, result.fault()));
    }

    private static ObjectNode task(String path, ObjectNode execution, int index) {
        String owner = path.substring(path.lastIndexOf('/') + 1);
        ObjectNode task = Json.object();
        Records.born(task, path + "/tasks/" + owner + "-task" + index, "");
        task.remove(List.of("lastModifier", "creator"));
        task.put("job", execution.path("job").asText()).put("execution", owner);
        task.setAll(execution.withObject("/template").deepCopy());
        count(task, "index", index);
        return task;
    }
}
