package dev.greenlight.checks.reports;

import static dev.greenlight.checks.assessment.Assessments.counting;
import static dev.greenlight.checks.assessment.Assessments.old;
import static dev.greenlight.checks.assessment.Assessments.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessments;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankingPlannerTest {
    private static List<String> rank(List<Assessed> findings, Set<String> touched) {
        return RankingPlanner.rank(findings, touched).stream()
                .map(finding -> finding.rule() + " " + finding.location().orElseThrow())
                .toList();
    }

    @Test
    void files_of_the_change_come_first_then_the_gravest_then_one_of_each_rule() {
        List<Assessed> findings = List.of(
                counting("E1", Severity.ERROR, "a.py", 9),
                counting("E1", Severity.ERROR, "a.py", 1),
                counting("E1", Severity.ERROR, "z.py", 1),
                counting("E2", Severity.ERROR, "z.py", 5),
                counting("W1", Severity.WARNING, "b.py", 1),
                counting("N1", Severity.NOTE, "b.py", 1),
                counting("E3", Severity.ERROR, "b.py", 7));
        assertThat(rank(findings, Set.of("b.py")))
                .containsExactly(
                        "E3 b.py:7:2",
                        "W1 b.py:1:2",
                        "N1 b.py:1:2",
                        "E1 a.py:1:2",
                        "E2 z.py:5:2",
                        "E1 a.py:9:2",
                        "E1 z.py:1:2");
        assertThat(rank(findings, Set.of()))
                .containsExactly(
                        "E1 a.py:1:2",
                        "E3 b.py:7:2",
                        "E2 z.py:5:2",
                        "E1 a.py:9:2",
                        "E1 z.py:1:2",
                        "W1 b.py:1:2",
                        "N1 b.py:1:2");
    }

    @Test
    void what_does_not_count_takes_no_place() {
        assertThat(rank(
                        List.of(
                                waived(counting("E1", Severity.ERROR, "a.py", 1)),
                                old(counting("E2", Severity.ERROR, "a.py", 1)),
                                counting("N1", Severity.NOTE, "a.py", 1)),
                        Set.of("a.py")))
                .containsExactly("N1 a.py:1:2");
    }

    @Test
    void of_one_line_the_first_column_comes_first() {
        List<Assessed> findings = Stream.of(7, 3)
                .map(column -> Assessments.of(new Finding(
                        "flake8", "E1", Severity.ERROR, Optional.of(new Location("a.py", 1, column)), "bad")))
                .toList();
        assertThat(rank(findings, Set.of())).containsExactly("E1 a.py:1:3", "E1 a.py:1:7");
    }
}
