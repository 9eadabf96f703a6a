package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs executions in the background and writes down how they end. */
final class ExecutionRunner {
    private static final int MOST_AT_ONCE = 4;

    private final Store store;
    private final Operations operations;
    private final Executions executions;
    private final TaskRun tasks;
    private final Map<String, ExecutorService> running = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    ExecutionRunner(Store store, Operations operations, Executions executions, TaskRun tasks) {
        this.store = store;
        this.operations = operations;
        this.executions = executions;
        this.tasks = tasks;
    }

    /** Stores the execution with its operation and starts it. */
    synchronized ObjectNode start(JobName job, ObjectNode execution) {
        String path = execution.path("name").asText();
        ObjectNode operation = Operations.begin(job.parent(), "Execution", execution);
        String name = operation.path("name").asText();
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(Executions.COLLECTION, path, execution));
        changes.add(Operations.store(operation));
        changes.add(Change.put("execution-work", path, Json.object().put("operation", name)));
        store.get(Jobs.COLLECTION, job.path()).ifPresent(document -> {
            document.put("executionCount", document.path("executionCount").asInt() + 1);
            changes.add(Change.put(Jobs.COLLECTION, job.path(), mention(document, execution, "EXECUTION_RUNNING")));
        });
        store.apply(changes);
        int parallelism = execution.path("parallelism").asInt();
        ExecutorService executor = Executors.newFixedThreadPool(
                parallelism > 0 ? Math.min(parallelism, MOST_AT_ONCE) : MOST_AT_ONCE,
                Thread.ofVirtual().name("task").factory());
        running.put(path, executor);
        Thread.ofVirtual().name("execution").start(() -> run(job, path, execution, name, executor));
        return operation;
    }

    private void run(JobName job, String path, ObjectNode execution, String operation, ExecutorService executor) {
        List<Future<TaskRun.Result>> futures = new ArrayList<>();
        try (executor) {
            for (int index = 0; index < execution.path("taskCount").asInt(1); index++) {
                int task = index;
                futures.add(executor.submit(() -> {
                    TaskRun.Result result = tasks.run(job, execution, task);
                    executions.storeTask(path, execution, result);
                    return result;
                }));
            }
        } catch (java.util.concurrent.RejectedExecutionException e) {
            // It was cancelled before all of its tasks were handed over.
            cancelled.add(path);
        }
        running.remove(path);
        conclude(job, path, operation, futures, cancelled.remove(path));
    }

    private void conclude(
            JobName job, String path, String operation, List<Future<TaskRun.Result>> futures, boolean stopped) {
        int succeeded = 0;
        int failed = 0;
        int retried = 0;
        Fault fault = null;
        for (Future<TaskRun.Result> future : futures) {
            TaskRun.Result result = result(future);
            retried += result == null ? 0 : result.retried();
            if (result != null && result.fault() == null) {
                succeeded++;
            } else if (!stopped) {
                failed++;
                fault = result == null ? Fault.common("UNKNOWN", "Internal error encountered.") : result.fault();
            }
        }
        int open = futures.size() - succeeded - failed;
        if (stopped) {
            fault = Fault.ofExecution("CANCELLED", "The execution was cancelled.");
        }
        end(job, path, operation, new Executions.Counts(succeeded, failed, open, retried), fault);
    }

    private static TaskRun.@Nullable Result result(Future<TaskRun.Result> future) {
        try {
            return future.isDone() ? future.get() : null;
        } catch (ExecutionException | InterruptedException | java.util.concurrent.CancellationException e) {
            return null;
        }
    }

    private synchronized void end(
            JobName job, String path, String operation, Executions.Counts counts, @Nullable Fault fault) {
        ObjectNode execution = executions.find(path).orElseGet(Json::object);
        List<Change> changes = new ArrayList<>();
        if (execution.has("name")) {
            Executions.end(execution, counts, fault);
            changes.add(Change.put(Executions.COLLECTION, path, execution));
        }
        store.get(Jobs.COLLECTION, job.path()).ifPresent(document -> {
            if (document.at("/latestCreatedExecution/name").equals(execution.path("name"))) {
                String failure = counts.cancelled() > 0 ? "EXECUTION_CANCELLED" : "EXECUTION_FAILED";
                String status = fault == null ? "EXECUTION_SUCCEEDED" : failure;
                changes.add(Change.put(Jobs.COLLECTION, job.path(), mention(document, execution, status)));
            }
        });
        ApiError error = fault == null ? null : new ApiError(Status.FAILED_PRECONDITION, fault.message());
        changes.add(
                error == null
                        ? operations.succeed(operation, "Execution", execution)
                        : operations.fail(operation, "Execution", execution, error));
        changes.add(Change.remove("execution-work", path));
        store.apply(changes);
        operations.announce(operation);
    }

    private static ObjectNode mention(ObjectNode job, ObjectNode execution, String status) {
        ObjectNode latest = job.putObject("latestCreatedExecution");
        latest.set("name", execution.path("name"));
        latest.set("createTime", execution.path("createTime"));
        if (execution.has("completionTime")) {
            latest.set("completionTime", execution.path("completionTime"));
        }
        latest.put("completionStatus", status);
        Records.touched(job);
        return job;
    }

    /** Kills the execution's containers; it then ends as cancelled. Idempotent. */
    void cancel(String path) {
        ExecutorService executor = running.get(path);
        if (executor != null) {
            cancelled.add(path);
            executor.shutdownNow();
        }
    }

    /** Ends what an earlier server left under way. */
    void restore() {
        store.list("execution-work", "")
                .forEach((path, work) -> end(
                        JobName.parse(path),
                        path,
                        work.path("operation").asText(),
                        new Executions.Counts(0, 1, 0, 0),
                        Fault.ofExecution(
                                "JOB_STATUS_SERVICE_POLLING_ERROR",
                                "The local cloud was stopped while the execution was running.")));
    }
}
