package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.messages.Required;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Defaults;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Quotas;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.resources.TemplateRules;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The documents of jobs. A job that was stored is ready: nothing runs until somebody asks. Whoever reads a job to write it again holds its lock,
 * the server's own writes for its executions included.
 */
final class Jobs {
    static final String COLLECTION = "jobs";
    static final String POLICIES = "jobPolicies";
    static final String MESSAGE = "google.cloud.run.v2.Job";
    private static final int MOST_TASKS = 10_000;
    private static final int MOST_RETRIES = 10;
    /** A week, in seconds. */
    static final long LONGEST_TASK = 7 * 24 * 3600;

    private final Store store;
    private final Operations operations;
    private final Locks locks;

    /** @param locks by the names of jobs */
    Jobs(Store store, Operations operations, Locks locks) {
        this.store = store;
        this.operations = operations;
        this.locks = locks;
    }

    ObjectNode get(JobName name) {
        return store.get(COLLECTION, name.path()).orElseThrow(name::notFound);
    }

    /** @return the operation */
    ObjectNode create(JobName name, ObjectNode asked, boolean dryRun, String caller) {
        synchronized (locks.of(name.path())) {
            return createHeld(name, asked, dryRun, caller);
        }
    }

    private ObjectNode createHeld(JobName name, ObjectNode asked, boolean dryRun, String caller) {
        if (store.get(COLLECTION, name.path()).isPresent()) {
            throw ApiError.alreadyExists("Resource '" + name.id() + "' already exists.");
        }
        Quotas.checkRoom(store.count(COLLECTION, name.parent() + "/jobs/"), Quotas.JOBS, name.parent(), "Jobs");
        ObjectNode job = wish(name, asked);
        Records.born(job, name.path(), caller);
        return save(name, job, dryRun);
    }

    /** Replaces the whole wish; this method of the API has no mask. */
    ObjectNode patch(JobName name, ObjectNode asked, boolean dryRun, boolean allowMissing, String caller) {
        synchronized (locks.of(name.path())) {
            Optional<ObjectNode> found = store.get(COLLECTION, name.path());
            return found.isEmpty() && allowMissing
                    ? createHeld(name, asked, dryRun, caller)
                    : patchHeld(name, found, asked, dryRun, caller);
        }
    }

    private ObjectNode patchHeld(
            JobName name, Optional<ObjectNode> found, ObjectNode asked, boolean dryRun, String caller) {
        ObjectNode current = found.orElseThrow(name::notFound);
        Records.checkEtag(current, name.id(), asked.path("etag").asText());
        ObjectNode before = Messages.published().withoutOutputOnly(MESSAGE, current.deepCopy());
        ObjectNode job = wish(name, asked);
        current.properties().stream()
                .filter(entry -> !before.has(entry.getKey()))
                .forEach(entry -> job.set(entry.getKey(), entry.getValue()));
        job.put("name", name.path());
        job.put("generation", Long.toString(Records.generation(current) + 1));
        Records.written(job, caller);
        return save(name, job, dryRun);
    }

    private ObjectNode save(JobName name, ObjectNode job, boolean dryRun) {
        job.put("observedGeneration", job.path("generation").asText());
        job.set("terminalCondition", Conditions.succeeded("Ready"));
        // Present also when there is none yet.
        job.withObject("/latestCreatedExecution");
        if (dryRun) {
            return Operations.done(name.parent(), "Job", job);
        }
        ObjectNode operation = Operations.begin(name.parent(), "Job", job);
        store.apply(List.of(Change.put(COLLECTION, name.path(), job), Operations.store(operation)));
        finish(operation, job);
        return operation;
    }

    /** Also deletes its executions, which are to be cancelled. To be called with the job's lock. @return the operation */
    ObjectNode delete(JobName name, String etag, boolean dryRun) {
        ObjectNode job = get(name);
        Records.checkEtag(job, name.id(), etag);
        job.put("deleteTime", Conditions.now());
        if (dryRun) {
            return Operations.done(name.parent(), "Job", job);
        }
        List<Change> changes = new ArrayList<>();
        changes.add(Change.remove(COLLECTION, name.path()));
        changes.add(Change.remove(POLICIES, name.path()));
        for (String collection : List.of(Executions.COLLECTION, Executions.TASKS)) {
            store.documents(collection, name.path() + "/")
                    .keySet()
                    .forEach(key -> changes.add(Change.remove(collection, key)));
        }
        ObjectNode operation = Operations.begin(name.parent(), "Job", job);
        changes.add(Operations.store(operation));
        store.apply(changes);
        finish(operation, job);
        return operation;
    }

    private void finish(ObjectNode operation, ObjectNode job) {
        String name = operation.path("name").asText();
        store.apply(List.of(operations.succeed(name, "Job", job)));
        operations.announce(name);
    }

    private static ObjectNode wish(JobName name, ObjectNode asked) {
        ObjectNode job = Messages.published().withoutOutputOnly(MESSAGE, asked.deepCopy());
        job.remove(List.of("name", "etag"));
        Rules.checkName("job_id", name.id());
        Rules.checkKeys(job, "job");
        Rules.checkContainers(job.at("/template/template/containers"), "job.template.template.containers");
        Required.check(MESSAGE, job, "job");
        check(job.path("template"));
        Defaults.absent(job, "launchStage", "GA");
        ObjectNode execution = job.withObject("/template");
        execution.put("taskCount", execution.path("taskCount").asInt(1));
        ObjectNode task = execution.withObject("/template");
        if (!task.has("maxRetries")) {
            task.put("maxRetries", 3);
        }
        Defaults.absent(task, "timeout", "600s");
        Defaults.absent(task, "serviceAccount", Defaults.account(name.project()));
        Defaults.absent(task, "executionEnvironment", "EXECUTION_ENVIRONMENT_GEN2");
        Defaults.containers(task.path("containers"));
        return job;
    }

    /** @param place of the number, for the fault */
    static void checkCount(JsonNode execution, String place) {
        Rules.range(execution.path("taskCount").asInt(1), 1, MOST_TASKS, place + ".task_count");
    }

    private static void check(JsonNode execution) {
        Rules.checkKeys(execution, "job.template");
        checkCount(execution, "job.template");
        Rules.range(execution.path("parallelism").asInt(), 0, MOST_TASKS, "job.template.parallelism");
        JsonNode task = execution.path("template");
        Rules.range(task.path("maxRetries").asInt(), 0, MOST_RETRIES, "job.template.template.max_retries");
        TemplateRules.check(task, "job.template.template", LONGEST_TASK);
    }
}
