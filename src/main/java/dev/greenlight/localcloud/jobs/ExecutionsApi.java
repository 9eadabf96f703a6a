package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Pages;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;

/** {@code google.cloud.run.v2.Executions} and {@code Tasks}. */
final class ExecutionsApi {
    private static final String PATH = JobName.TEMPLATE + "/{j}/executions";

    private final Executions executions;
    private final ExecutionRunner runner;
    private final Operations operations;
    private final Store store;
    private final Locks locks;

    ExecutionsApi(Executions executions, ExecutionRunner runner, Operations operations, Store store, Locks locks) {
        this.executions = executions;
        this.runner = runner;
        this.operations = operations;
        this.store = store;
        this.locks = locks;
    }

    void register(Api api) {
        api.on(
                "GET",
                PATH,
                call -> Reply.json(Pages.of(store.documents(Executions.COLLECTION, parent(call)), "executions", call)));
        api.on("GET", PATH + "/{e}", call -> Reply.json(executions.get(path(call))));
        api.on("DELETE", PATH + "/{e}", this::delete);
        api.on("POST", PATH + "/{e}:cancel", this::cancel);
        api.on("GET", PATH + "/{e}/tasks", call -> {
            executions.get(path(call));
            return Reply.json(Pages.of(store.documents(Executions.TASKS, path(call) + "/tasks/"), "tasks", call));
        });
        api.on("GET", PATH + "/{e}/tasks/{t}", call -> {
            String task = path(call) + "/tasks/" + call.variable("t");
            return Reply.json(store.get(Executions.TASKS, task)
                    .orElseThrow(() -> ApiError.notFound("task \"" + task + "\" not found")));
        });
    }

    /** What the names of a job's executions start with, or those of all jobs of the location when the job is {@code -}. */
    private String parent(Call call) {
        JobName job = JobName.of(call);
        if (job.id().equals("-")) {
            return job.parent() + "/jobs/";
        }
        return store.get(Jobs.COLLECTION, job.path())
                .map(found -> job.path() + "/executions/")
                .orElseThrow(job::notFound);
    }

    private Reply cancel(Call call) {
        ObjectNode request = MessageReader.read("google.cloud.run.v2.CancelExecutionRequest", call.json(), "");
        JobName job = JobName.of(call);
        synchronized (locks.of(job.path())) {
            ObjectNode execution = executions.get(path(call));
            Records.checkEtag(
                    execution, call.variable("e"), request.path("etag").asText());
            ObjectNode operation = Operations.done(job.parent(), "Execution", execution);
            if (!request.path("validateOnly").asBoolean()) {
                runner.cancel(path(call));
                store.apply(List.of(Operations.store(operation)));
                operations.announce(operation.path("name").asText());
            }
            return Reply.json(operation);
        }
    }

    private Reply delete(Call call) {
        synchronized (locks.of(JobName.of(call).path())) {
            return Reply.json(deleteHeld(call));
        }
    }

    private ObjectNode deleteHeld(Call call) {
        ObjectNode execution = executions.get(path(call));
        Records.checkEtag(execution, call.variable("e"), call.parameter("etag").orElse(""));
        if (Executions.isRunning(execution)) {
            throw ApiError.failedPrecondition("A running execution cannot be deleted; cancel it first.");
        }
        ObjectNode operation = Operations.done(JobName.of(call).parent(), "Execution", execution);
        if (call.flag("validateOnly")) {
            return operation;
        }
        List<Change> changes = new ArrayList<>(executions.removal(path(call)));
        changes.add(Operations.store(operation));
        store.apply(changes);
        operations.announce(operation.path("name").asText());
        return operation;
    }

    private static String path(Call call) {
        return JobName.of(call).execution(call.variable("e"));
    }
}
