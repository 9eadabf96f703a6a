package dev.greenlight.releases.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.world.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalRunsTest {
    private static final ProcessHandle SELF = ProcessHandle.current();
    private static final Liveness ELSEWHERE = new Liveness.Unknown("it is elsewhere");

    private final LocalRuns runs = new LocalRuns("here", owner -> ELSEWHERE);

    private Liveness of(String host, long process, Optional<Instant> started) {
        return runs.liveness(Owner.of(new Owner.LocalProcess(host, process, started), "anna"));
    }

    @Test
    void this_process_runs() {
        assertThat(of("here", SELF.pid(), SELF.info().startInstant())).isInstanceOf(Liveness.Running.class);
    }

    /** Seconds between the start that was noted and that of the process which has the number now. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "-1, true", "10, false", "3600, false", "-3600, false"})
    void a_number_that_was_given_to_another_process_is_not_the_one_that_was_noted(long seconds, boolean running) {
        Instant started = SELF.info().startInstant().orElseThrow();

        assertThat(of("here", SELF.pid(), Optional.of(started.minus(Duration.ofSeconds(seconds)))))
                .isInstanceOf(running ? Liveness.Running.class : Liveness.Ended.class);
    }

    @Test
    void a_note_without_a_start_goes_by_the_number_alone() {
        assertThat(of("here", SELF.pid(), Optional.empty())).isInstanceOf(Liveness.Running.class);
    }

    @Test
    void a_number_that_nobody_has_is_of_one_that_has_ended() {
        // Greater than the greatest number that Linux or macOS give to a process.
        assertThat(of("here", 1L << 40, Optional.empty())).isInstanceOf(Liveness.Ended.class);
    }

    @Test
    void processes_of_other_machines_and_workflow_runs_are_asked_after_elsewhere() {
        assertThat(of("there", SELF.pid(), SELF.info().startInstant())).isEqualTo(ELSEWHERE);
        assertThat(runs.liveness(Owner.of(new Owner.WorkflowRun("acme/app", 7, 1), "anna")))
                .isEqualTo(ELSEWHERE);
    }
}
