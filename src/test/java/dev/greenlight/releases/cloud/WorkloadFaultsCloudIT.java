package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.steps.Reasons;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revisions that do not come up and jobs whose run is lost, late or fails. */
@SuppressWarnings("NullAway.Init")
class WorkloadFaultsCloudIT extends FaultyCloud {
    private Jobs jobs;

    @BeforeEach
    void openJobs() {
        jobs = Jobs.at(access, Identity.of(access), project, "europe-west1");
    }

    @Test
    void a_revision_that_fails_says_why_in_plain_words() {
        ServiceState before = create();
        fault("on: " + PATCH + ", fault: fails, reason: HEALTH_CHECK_CONTAINER_ERROR, message: The container exited.");

        cloud.change(ServiceChange.of(before, tagged(), Map.of()).with(draft(TWO, "backend")));
        ServiceState after = settled();

        assertThat(Reasons.of(after)).contains("did not start to listen", "The container exited.");
        assertThat(after.readiness().latestReady()).contains(ONE);
    }

    @Test
    void a_secret_that_the_revision_may_not_read_is_named() throws Exception {
        send("POST", "/v1/projects/" + project + "/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
        send("POST", "/v1/projects/" + project + "/secrets/db:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        fault("on: secrets.versions.access, resource: db, fault: permission-denied");
        RevisionDraft draft = new RevisionDraft(
                ONE,
                Sample.image("backend", "v1"),
                8000,
                Map.of(),
                Map.of("DATABASE_URL", new SecretReference("db", "1")),
                Map.of());

        cloud.create(WEB, draft, Traffic.all(ONE), Map.of());
        ServiceState after = settled();

        assertThat(Reasons.of(after))
                .contains(
                        "roles/secretmanager.secretAccessor", "Permission denied on secret", "/secrets/db/versions/1");
    }

    /** A migration that runs twice is worse than one that does not run. */
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "fault: lost-answer,                         run.jobs.run",
        "fault: reset,                               run.jobs.run",
        "'fault: error, status: UNAVAILABLE',        run.jobs.run",
        "'fault: error, status: ABORTED',            run.jobs.run",
        "fault: quota,                               run.jobs.run",
        "fault: lost-answer,                         run.jobs.create",
        "'fault: error, status: INTERNAL',           run.jobs.create",
        "'fault: error, status: UNAVAILABLE',        run.jobs.executions.get",
        "fault: reset,                               run.jobs.executions.get",
        "'fault: error, status: RESOURCE_EXHAUSTED', run.jobs.get",
        "'fault: slow, after: 300ms',                run.jobs.run",
    })
    void a_job_runs_once(String fault, String method) throws Exception {
        create();
        fault("on: " + method + ", calls: 1, " + fault);

        assertThat(jobs.run(job())).isInstanceOf(JobEnding.Succeeded.class);

        assertThat(rule().path("fired").asInt()).isEqualTo(1);
        heal();
        assertThat(executions()).hasSize(1);
    }

    @Test
    void a_job_whose_run_takes_effect_only_after_its_caller_gave_up_runs_once() throws Exception {
        create();
        // Longer than a write may take, and shorter than the pause before it is repeated together with that.
        fault("on: run.jobs.run, calls: 1, latency: 31s");

        assertThat(jobs.run(job())).isInstanceOf(JobEnding.Succeeded.class);

        PACE.pause(Duration.ofSeconds(2));
        heal();
        assertThat(executions()).hasSize(1);
    }

    @Test
    void a_job_that_fails_says_why() {
        create();
        fault("on: run.jobs.run, fault: fails, reason: NON_ZERO_EXIT_CODE, message: It called exit(1).");

        assertThat(jobs.run(job()))
                .isInstanceOfSatisfying(
                        JobEnding.Failed.class,
                        failed -> assertThat(failed.toString()).contains("It called exit(1)."));
    }

    private static JobDraft job() {
        return new JobDraft(
                "web-migrate",
                WEB,
                Sample.image("backend", "v1"),
                List.of("migrate"),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(1));
    }

    private List<JsonNode> executions() throws Exception {
        return send("GET", "/v2/projects/" + project + "/locations/europe-west1/jobs/web-migrate/executions", "")
                .path("executions")
                .valueStream()
                .toList();
    }
}
