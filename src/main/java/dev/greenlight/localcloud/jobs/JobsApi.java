package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.policies.IamPolicies;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Pages;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.state.Store;

/** {@code google.cloud.run.v2.Jobs}. */
final class JobsApi {
    private final Jobs jobs;
    private final ExecutionRunner runner;
    private final Store store;
    private final Locks locks;

    JobsApi(Jobs jobs, ExecutionRunner runner, Store store, Locks locks) {
        this.jobs = jobs;
        this.runner = runner;
        this.store = store;
        this.locks = locks;
    }

    void register(Api api) {
        String path = JobName.TEMPLATE;
        api.on("POST", path, this::create);
        api.on(
                "GET",
                path,
                call -> Reply.json(Pages.of(
                        store.documents(Jobs.COLLECTION, JobName.of(call, "").path()), "jobs", call)));
        api.on("GET", path + "/{j}", call -> Reply.json(jobs.get(JobName.of(call))));
        api.on(
                "PATCH",
                path + "/{j}",
                call -> Reply.json(jobs.patch(
                        JobName.of(call),
                        body(JobName.of(call), call),
                        call.flag("validateOnly"),
                        call.flag("allowMissing"),
                        call.caller())));
        api.on("DELETE", path + "/{j}", this::delete);
        api.on("POST", path + "/{j}:run", this::run);
        new IamPolicies(store, Jobs.POLICIES)
                .register(
                        api,
                        path + "/{j}",
                        call -> jobs.get(JobName.of(call)).path("name").asText(),
                        locks::of,
                        name -> {});
    }

    private Reply create(Call call) {
        String id = call.parameter("jobId").orElse("");
        Rules.checkName("job_id", id);
        JobName name = JobName.of(call, id);
        ObjectNode job = body(name, call);
        return Reply.json(jobs.create(name, job, call.flag("validateOnly"), call.caller()));
    }

    private static ObjectNode body(JobName name, Call call) {
        ObjectNode job = MessageReader.read(Jobs.MESSAGE, call.json(), "job");
        String named = job.path("name").asText();
        if (!named.isEmpty() && !named.equals(name.path())) {
            throw ApiError.invalidArgument("The name in the body, '" + named + "', is not the name in the path.");
        }
        return job;
    }

    private Reply delete(Call call) {
        JobName name = JobName.of(call);
        boolean dryRun = call.flag("validateOnly");
        synchronized (locks.of(name.path())) {
            ObjectNode operation = jobs.delete(name, call.parameter("etag").orElse(""), dryRun);
            if (!dryRun) {
                runner.cancelAll(name);
            }
            return Reply.json(operation);
        }
    }

    private Reply run(Call call) {
        JobName name = JobName.of(call);
        ObjectNode request = MessageReader.read("google.cloud.run.v2.RunJobRequest", call.json(), "");
        synchronized (locks.of(name.path())) {
            ObjectNode job = jobs.get(name);
            Records.checkEtag(job, name.id(), request.path("etag").asText());
            ObjectNode template = Overrides.apply(job.withObject("/template"), request.path("overrides"));
            ObjectNode execution = Executions.begin(name, template, call.caller());
            return Reply.json(
                    request.path("validateOnly").asBoolean()
                            ? Operations.done(name.parent(), "Execution", execution)
                            : runner.start(name, job, execution));
        }
    }
}
