package dev.greenlight.releases.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnerTest {
    private static Owner run(String repository, long id, int attempt) {
        return Owner.of(new Owner.WorkflowRun(repository, id, attempt), "anna");
    }

    @Test
    void what_is_written_is_read_again() {
        Owner.WorkflowRun run = new Owner.WorkflowRun("acme/app", 7, 2);
        Owner.LocalProcess process =
                new Owner.LocalProcess("host", 42, Optional.of(Instant.parse("2026-11-29T10:00:00.25Z")));

        assertThat(Owner.of(run, "anna").workflowRun()).contains(run);
        assertThat(Owner.of(process, "anna").process()).contains(process);
        assertThat(Owner.of(process, "anna").text())
                .isEqualTo("anna at host, process 42 since 2026-11-29T10:00:00.250Z");
        assertThat(Owner.of(process, "anna").workflowRun()).isEmpty();
        for (String text : List.of("anna at host, process 42", "anna at host, process 42 since yesterday")) {
            assertThat(new Owner(text).process()).contains(new Owner.LocalProcess("host", 42, Optional.empty()));
        }
        assertThat(new Owner("acme/app/actions/runs/7 by anna").workflowRun())
                .contains(new Owner.WorkflowRun("acme/app", 7, 1));
    }

    @Test
    void a_run_is_a_link_that_is_read_again() {
        Owner.WorkflowRun run = new Owner.WorkflowRun("acme/app", 7, 2, new Owner.Seat("deploy", "GitHub Actions 12"));
        Owner owner = Owner.of("https://github.example:8443/base", run, "anna");

        assertThat(owner)
                .hasToString(
                        "https://github.example:8443/base/acme/app/actions/runs/7/attempts/2 (job deploy on GitHub Actions 12) by anna");
        assertThat(owner.workflowRun()).contains(run);
    }

    @Test
    void two_jobs_of_one_name_on_runners_of_one_name_are_two() {
        Owner.WorkflowRun one = new Owner.WorkflowRun("acme/app", 7, 1, new Owner.Seat("deploy", "mine 1", "1f-0c"));
        Owner.WorkflowRun two = new Owner.WorkflowRun("acme/app", 7, 1, new Owner.Seat("deploy", "mine 1", "2f-0c"));
        Owner first = Owner.of(one, "anna");

        assertThat(first).hasToString("acme/app/actions/runs/7/attempts/1 (job deploy on mine 1 #1f-0c) by anna");
        assertThat(first.workflowRun()).contains(one);
        assertThat(first).isNotEqualTo(Owner.of(two, "anna"));
        assertThat(first.endedBefore(Owner.of(two, "anna"))).isFalse();
        assertThat(first.endedBefore(Owner.of(one, "ben"))).isTrue();
    }

    @Test
    void what_would_not_be_read_again_is_left_out_of_a_seat() {
        Owner.Seat seat = new Owner.Seat("de ploy)", "mine (old)\n");
        Owner owner = Owner.of(new Owner.WorkflowRun("acme/app", 7, 1, seat), "anna (the boss)");

        assertThat(owner.workflowRun().map(Owner.WorkflowRun::seat)).contains(new Owner.Seat("deploy", "mine old"));
    }

    @ParameterizedTest
    @CsvSource({
        // the one that holds the lock: attempt, job, runner; the one that comes now; whether the first has ended for
        // sure
        "1, deploy, r1, 2, deploy, r1, true",
        "1, deploy, r1, 2, other,  r2, true",
        "1, '',     '', 2, deploy, r2, true",
        "2, deploy, r1, 1, deploy, r1, false",
        "1, deploy, r1, 1, deploy, r1, true",
        "1, deploy, r1, 1, deploy, r2, false",
        "1, deploy, r1, 1, other,  r1, false",
        "1, deploy, '', 1, deploy, '', false",
        "1, '',     '', 1, '',     '', false",
    })
    void of_one_run_only_a_later_attempt_or_a_later_step_of_the_job_shows_that_the_first_has_ended(
            int attempt, String job, String runner, int later, String laterJob, String laterRunner, boolean ended) {
        Owner first = Owner.of(new Owner.WorkflowRun("acme/app", 7, attempt, new Owner.Seat(job, runner)), "anna");
        Owner second =
                Owner.of(new Owner.WorkflowRun("acme/app", 7, later, new Owner.Seat(laterJob, laterRunner)), "anna");

        assertThat(first.endedBefore(second)).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/app, 7, 1, acme/app, 7, 2, true",
        "acme/app, 7, 1, acme/app, 8, 2, false",
        "acme/app, 7, 1, acme/other, 7, 2, false",
        // Both are acme/app12 when run together.
        "acme/app1, 2, 1, acme/app, 12, 2, false",
    })
    void a_later_attempt_is_one_of_the_same_run(
            String repository, long id, int attempt, String other, long otherId, int otherAttempt, boolean ended) {
        assertThat(run(repository, id, attempt).endedBefore(run(other, otherId, otherAttempt)))
                .isEqualTo(ended);
    }

    @Test
    void others_are_the_same_by_their_text() {
        assertThat(new Owner("anna").endedBefore(new Owner("anna"))).isTrue();
        assertThat(new Owner("anna").endedBefore(new Owner("ben"))).isFalse();
        assertThat(new Owner("anna").endedBefore(run("acme/app", 7, 1))).isFalse();
    }
}
