package dev.greenlight.localcloud.jobs;

import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.state.Store;

/** Cloud Run's jobs, put together. */
public final class CloudRunJobs {
    private final ExecutionRunner runner;
    private final JobsApi jobs;
    private final ExecutionsApi executions;

    /** @param operations shared with services, which also answer for them */
    public CloudRunJobs(Store store, Operations operations, Workloads workloads, Recipes recipes) {
        Locks locks = new Locks();
        Executions documents = new Executions(store);
        runner = new ExecutionRunner(store, operations, documents, new TaskRun(workloads, recipes), locks);
        jobs = new JobsApi(new Jobs(store, operations, locks), runner, store, locks);
        executions = new ExecutionsApi(documents, runner, operations, store, locks);
    }

    public void register(Api api) {
        jobs.register(api);
        executions.register(api);
    }

    /** Ends executions that an earlier server left under way. */
    public void restore() {
        runner.restore();
    }
}
