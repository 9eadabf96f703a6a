package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;
import dev.greenlight.localcloud.resources.Fault;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Mishap;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Quotas;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs executions in the background and writes down how they end, each write with the lock of its job. */
final class ExecutionRunner {
    private static final int MOST_AT_ONCE = 4;

    private final Store store;
    private final Operations operations;
    private final Executions executions;
    private final TaskRun taskRun;
    private final Locks locks;
    private final Map<String, Tasks> running = new ConcurrentHashMap<>();

    ExecutionRunner(Store store, Operations operations, Executions executions, TaskRun taskRun, Locks locks) {
        this.store = store;
        this.operations = operations;
        this.executions = executions;
        this.taskRun = taskRun;
        this.locks = locks;
    }

    /** Stores the execution with its operation and its job, and starts it. To be called with the job's lock. */
    ObjectNode start(JobName job, ObjectNode document, ObjectNode execution) {
        int underWay = (int) running.keySet().stream()
                .filter(other -> other.startsWith(job.parent() + "/"))
                .count();
        Quotas.checkRoom(underWay, Quotas.RUNNING_EXECUTIONS, job.parent(), "Running executions");
        String path = execution.path("name").asText();
        ObjectNode operation = Operations.begin(job.parent(), "Execution", execution);
        String name = operation.path("name").asText();
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(Executions.COLLECTION, path, execution));
        changes.add(Operations.store(operation));
        changes.add(Change.put("execution-work", path, Json.object().put("operation", name)));
        document.put("executionCount", document.path("executionCount").asInt() + 1);
        changes.add(Change.put(Jobs.COLLECTION, job.path(), mention(document, execution, "EXECUTION_RUNNING")));
        store.apply(changes);
        Mishap mishap = Mishap.current();
        Tasks tasks = new Tasks(job, execution, mishap);
        running.put(path, tasks);
        Thread.ofVirtual().name("execution").start(() -> run(tasks, name));
        return operation;
    }

    /** The tasks of one execution, each in a thread that an interrupt ends. Nothing is stored from those threads. */
    private final class Tasks {
        private final JobName job;
        private final ObjectNode execution;
        private final BlockingQueue<TaskRun.Result> ended = new LinkedBlockingQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Tasks(JobName job, ObjectNode execution, Mishap mishap) {
            this.job = job;
            this.execution = execution;
            int parallelism = execution.path("parallelism").asInt();
            Semaphore places = new Semaphore(parallelism > 0 ? Math.min(parallelism, MOST_AT_ONCE) : MOST_AT_ONCE);
            for (int index = 0; index < execution.path("taskCount").asInt(1); index++) {
                int task = index;
                threads.add(Thread.ofVirtual()
                        .name("task")
                        .unstarted(() -> ended.add(
                                TaskRun.within(places, task, () -> taskRun.run(job, execution, task, mishap)))));
            }
        }

        String path() {
            return execution.path("name").asText();
        }
    }

    private void run(Tasks tasks, String operation) {
        String path = tasks.path();
        List<TaskRun.Result> results = new ArrayList<>();
        synchronized (locks.of(tasks.job.path())) {
            executions.beginTasks(path, tasks.execution, tasks.threads.size());
        }
        tasks.threads.forEach(Thread::start);
        try {
            while (results.size() < tasks.threads.size()) {
                TaskRun.Result result = tasks.ended.take();
                results.add(result);
                synchronized (locks.of(tasks.job.path())) {
                    executions.endTask(path, result);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.remove(path);
        conclude(tasks.job, path, operation, results);
    }

    private void conclude(JobName job, String path, String operation, List<TaskRun.Result> results) {
        int succeeded = 0;
        int stopped = 0;
        int retried = 0;
        Fault fault = null;
        for (TaskRun.Result result : results) {
            retried += result.retried();
            succeeded += result.fault() == null ? 1 : 0;
            stopped += result.fault() == TaskRun.CANCELLED ? 1 : 0;
            fault = result.fault() == null || fault == TaskRun.CANCELLED ? fault : result.fault();
        }
        int failed = results.size() - succeeded - stopped;
        synchronized (locks.of(job.path())) {
            end(job, path, operation, new Executions.Counts(succeeded, failed, stopped, retried), fault);
        }
    }

    private void end(JobName job, String path, String operation, Executions.Counts counts, @Nullable Fault fault) {
        List<Change> changes = new ArrayList<>();
        boolean kept = executions.find(path).isPresent();
        // Deleted meanwhile, with its job: its operation still says how it ended.
        ObjectNode execution = executions.find(path).orElseGet(() -> begun(operation));
        Executions.end(execution, counts, fault);
        if (kept) {
            changes.add(Change.put(Executions.COLLECTION, path, execution));
            changes.addAll(executions.tooMany(job, path));
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

    private ObjectNode begun(String operation) {
        ObjectNode execution = operations.get(operation).withObject("/metadata");
        execution.remove("@type");
        return execution;
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
        Tasks tasks = running.get(path);
        if (tasks != null) {
            // Those that wait first, so that none of them takes the place of one that has just ended.
            tasks.threads.reversed().forEach(Thread::interrupt);
        }
    }

    /** The same with every execution of a job. */
    void cancelAll(JobName job) {
        running.keySet().stream()
                .filter(path -> path.startsWith(job.path() + "/"))
                .forEach(this::cancel);
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
