package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.FakeCommands;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.runner.results.TestingResults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who a process says that it is. */
class TurnsWiringTest {
    private static final Map<String, String> JOB = Map.of(
            "GITHUB_REPOSITORY", "acme/app",
            "GITHUB_RUN_ID", "7",
            "GITHUB_RUN_ATTEMPT", "2",
            "GITHUB_JOB", "deploy",
            "RUNNER_NAME", "mine");

    private static Owner owner(String token) {
        Map<String, String> environment = new HashMap<>(JOB);
        if (!token.isEmpty()) {
            environment.put("ACTIONS_RESULTS_URL", "https://results.test/");
            environment.put("ACTIONS_RUNTIME_TOKEN", token);
        }
        return TurnsWiring.owner(new Surroundings(
                Path.of("/w"), Path.of("/w"), environment, new FakeCommands(), new FakeProgress(), Clock.systemUTC()));
    }

    private static Owner job(String id) {
        return owner(TestingResults.token("Actions.Results:run-1:" + id));
    }

    @Test
    void two_jobs_of_a_matrix_on_runners_of_one_name_are_two_owners() {
        assertThat(job("job-1")).isEqualTo(job("job-1")).isNotEqualTo(job("job-2"));
        assertThat(job("job-1").endedBefore(job("job-2"))).isFalse();
        assertThat(job("job-1").endedBefore(job("job-1"))).isTrue();
    }

    @Test
    void a_runner_that_does_not_say_which_job_it_is_does_not_stop_a_release() {
        Owner.Seat seat = new Owner.Seat("deploy", "mine");

        assertThat(owner("").workflowRun()).contains(new Owner.WorkflowRun("acme/app", 7, 2, seat));
        assertThat(owner("no-token").workflowRun()).contains(new Owner.WorkflowRun("acme/app", 7, 2, seat));
    }
}
