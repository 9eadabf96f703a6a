package dev.greenlight.checks.reports;

import static dev.greenlight.checks.assessment.Assessments.WAIVER;
import static dev.greenlight.checks.assessment.Assessments.counting;
import static dev.greenlight.checks.assessment.Assessments.lapsed;
import static dev.greenlight.checks.assessment.Assessments.old;
import static dev.greenlight.checks.assessment.Assessments.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessments;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverReview;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextStepsPlannerTest {
    private static final WaiverReview NONE = review(List.of(), List.of());

    private static WaiverReview review(List<Waiver> lapsed, List<Waiver> ending) {
        return new WaiverReview(List.of(), lapsed, ending, List.of());
    }

    private static Account account(String tool, String trouble, Assessed... findings) {
        return new Account(tool, "backend", trouble, Duration.ofSeconds(1), List.of(findings));
    }

    private static List<NextStep> plan(WaiverReview waivers, Account... accounts) {
        return NextStepsPlanner.plan(List.of(accounts), waivers, Severity.WARNING, "greenlight quality");
    }

    @Test
    void a_clean_run_asks_for_nothing() {
        assertThat(plan(NONE, account("flake8", ""))).isEmpty();
        assertThat(plan(
                        NONE,
                        account(
                                "flake8",
                                "",
                                counting("N1", Severity.NOTE, "a", 1),
                                old(counting("E1", Severity.ERROR, "a", 1)),
                                waived(counting("E1", Severity.ERROR, "a", 1)))))
                .isEmpty();
    }

    @Test
    void findings_are_told_by_their_tool_with_the_most_frequent_rule_and_a_place_to_begin() {
        assertThat(plan(
                        NONE,
                        account(
                                "flake8",
                                "",
                                counting("W1", Severity.WARNING, "a.py", 1),
                                counting("W1", Severity.WARNING, "a.py", 2),
                                counting("E1", Severity.ERROR, "b.py", 3))))
                .containsExactly(new NextStep(
                        "Fix the 3 findings of flake8, 2 of them W1; begin with E1, at b.py:3:2",
                        "greenlight quality --checks flake8"));
        assertThat(plan(NONE, account("flake8", "", counting("W1", Severity.WARNING, "a.py", 1))))
                .containsExactly(new NextStep(
                        "Fix the finding of flake8: W1, at a.py:1:2", "greenlight quality --checks flake8"));
        Finding whole = new Finding("tsc", "TS1", Severity.ERROR, Optional.empty(), "no input");
        assertThat(plan(NONE, account("tsc", "", Assessments.of(whole)))
                        .getFirst()
                        .words())
                .isEqualTo("Fix the finding of tsc: TS1");
    }

    @Test
    void first_what_is_not_known_then_what_was_promised_then_most_then_soon_and_no_more_than_three() {
        Account silent = account("tsc", "crashed with exit code 3");
        Account few = account("eslint", "", finding("eslint", 1));
        Account many = account("bandit", "", finding("bandit", 1), finding("bandit", 2));
        Account promised = account("flake8", "", lapsed(counting("X1", Severity.ERROR, "a.py", 1)));
        Account again = account("tsc", "crashed with exit code 4");
        assertThat(plan(review(List.of(WAIVER), List.of(WAIVER)), few, many, promised, silent, again))
                .containsExactly(
                        new NextStep(
                                "See why tsc on backend did not tell all: crashed with exit code 3",
                                "greenlight quality --checks tsc"),
                        new NextStep(
                                "Fix what the waiver in greenlight-waivers.yml:3 no longer covers (rule X1, path **;"
                                        + " 1 finding), or let ann renew it",
                                "greenlight quality --checks flake8"),
                        new NextStep(
                                "Fix the 2 findings of bandit, 2 of them X; begin with X, at a.py:1:2",
                                "greenlight quality --checks bandit"));
        assertThat(plan(review(List.of(WAIVER), List.of()), promised))
                .as("what a waiver no longer covers is told once")
                .hasSize(1);
        assertThat(plan(review(List.of(), List.of(WAIVER)), few))
                .extracting(NextStep::command)
                .containsExactly("greenlight quality --checks eslint", "greenlight quality");
        assertThat(plan(review(List.of(), List.of(WAIVER)), few).getLast().words())
                .startsWith("Before 2026-12-31 is over: ");
    }

    private static Assessed finding(String tool, int line) {
        Finding finding = counting("X", Severity.ERROR, "a.py", line).finding();
        return Assessments.of(
                new Finding(tool, finding.rule(), finding.severity(), finding.location(), finding.message()));
    }
}
