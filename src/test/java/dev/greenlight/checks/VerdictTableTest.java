package dev.greenlight.checks;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every check with every verdict that its tool's own end can come to: each is shown by a run, or it is said why the tool has no such end. What is
 * known beside that end (links, submodules, old advisories, a configuration that cannot be read, output that was cut off, no turn, no packages)
 * makes any check part-skipped, no-report, not-started or skipped, and has tests of its own.
 */
class VerdictTableTest extends CheckedProject {
    private static final List<Class<? extends ToolRun>> OF_ANY_PROGRAM =
            List.of(ToolRun.TimedOut.class, ToolRun.Missing.class);

    /** By check and verdict. What the tool reports as a finding, or ends with a code of its failures for, is shown as that. */
    private static final Map<String, String> CANNOT_HAPPEN = Map.ofEntries(
            entry(
                    "actionlint PartSkipped",
                    "a workflow that it cannot parse is a finding; one that it cannot open ends it with 3"),
            entry(
                    "eslint PartSkipped",
                    "a file that it cannot parse is a finding; one that it cannot open ends it with 2"),
            entry(
                    "flake8 PartSkipped",
                    "a file that it cannot open or parse is a finding, E902 or E999; it does not tell of a configuration that it cannot read"),
            entry("tsc PartSkipped", "it has no such end: a file that it cannot open or parse is a finding"),
            entry("compose NoReport", "it prints nothing when all is well, and a refusal in silence is a crash"));

    @TestFactory
    Stream<DynamicTest> what_is_shown() {
        return VerdictRows.all()
                .map(row -> dynamicTest(row.toString(), () -> {
                    ToolRun run = VerdictRows.run(row, this);
                    assertThat(run.getClass()).as(run.toString()).isEqualTo(row.verdict());
                }));
    }

    /** Whatever a program is, it may be absent or never end. */
    @TestFactory
    Stream<DynamicTest> what_any_program_may_come_to() {
        return VerdictRows.checks()
                .flatMap(check -> Stream.of(
                        dynamicTest(
                                check + " does not end",
                                () -> assertThat(VerdictRows.run(
                                                check,
                                                this,
                                                command -> new Ending.TimedOut(command.timeLimit(), "half", "")))
                                        .isEqualTo(new ToolRun.TimedOut(toolLimit))),
                        dynamicTest(
                                check + " is not there",
                                () -> assertThat(VerdictRows.run(
                                                check, this, command -> new Ending.NotStarted("no such program")))
                                        .isEqualTo(new ToolRun.Missing("no such program")))));
    }

    @Test
    void every_check_with_every_verdict_is_shown_or_cannot_happen() {
        Set<String> shown = new TreeSet<>();
        VerdictRows.all().forEach(row -> shown.add(cell(row.check(), row.verdict())));
        Set<String> missing = new TreeSet<>();
        VerdictRows.checks()
                .forEach(check -> VerdictRows.VERDICTS.forEach(verdict -> missing.add(cell(check, verdict))));
        VerdictRows.checks().forEach(check -> OF_ANY_PROGRAM.forEach(verdict -> shown.add(cell(check, verdict))));
        assertThat(shown).doesNotContainAnyElementsOf(CANNOT_HAPPEN.keySet());
        missing.removeAll(shown);
        assertThat(missing).isEqualTo(new TreeSet<>(CANNOT_HAPPEN.keySet()));
    }

    @Test
    void every_check_that_there_is_has_its_row() {
        Set<Check> shown =
                Set.copyOf(VerdictRows.checks().map(VerdictRows::check).toList());
        assertThat(VerdictRows.checks()).hasSameSizeAs(ChecksPlanner.ALL);
        assertThat(shown).isEqualTo(Set.copyOf(ChecksPlanner.ALL));
    }

    private static String cell(String check, Class<? extends ToolRun> verdict) {
        return check + " " + verdict.getSimpleName();
    }
}
