package dev.greenlight.localcloud.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.messages.Messages;
import dev.greenlight.localcloud.messages.Required;
import dev.greenlight.localcloud.resources.Defaults;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.resources.TemplateRules;
import java.util.List;

/** What Cloud Run refuses in jobs, and what it fills in. */
final class JobRules {
    private static final int MOST_TASKS = 10_000;
    private static final int MOST_RETRIES = 10;
    /** A week, in seconds. */
    static final long LONGEST_TASK = 7 * 24 * 3600;

    private JobRules() {}

    /** The wish in full: checked, and with what it leaves out. */
    static ObjectNode wish(JobName name, ObjectNode asked) {
        ObjectNode job = Messages.published().withoutOutputOnly(Jobs.MESSAGE, asked.deepCopy());
        job.remove(List.of("name", "etag"));
        Rules.checkName("job_id", name.id());
        Rules.checkKeys(job, "job");
        Rules.checkContainers(job.at("/template/template/containers"), "job.template.template.containers");
        Required.check(Jobs.MESSAGE, job, "job");
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
