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

    @ParameterizedTest
    @CsvSource({
        "acme/app, 7, 1, acme/app, 7, 2, true",
        "acme/app, 7, 1, acme/app, 8, 1, false",
        "acme/app, 7, 1, acme/other, 7, 1, false",
        // Both are acme/app12 when run together.
        "acme/app1, 2, 1, acme/app, 12, 1, false",
    })
    void the_same_run_in_any_attempt_is_the_same(
            String repository, long id, int attempt, String other, long otherId, int otherAttempt, boolean same) {
        assertThat(run(repository, id, attempt).same(run(other, otherId, otherAttempt)))
                .isEqualTo(same);
    }

    @Test
    void others_are_the_same_by_their_text() {
        assertThat(new Owner("anna").same(new Owner("anna"))).isTrue();
        assertThat(new Owner("anna").same(new Owner("ben"))).isFalse();
        assertThat(new Owner("anna").same(run("acme/app", 7, 1))).isFalse();
    }
}
