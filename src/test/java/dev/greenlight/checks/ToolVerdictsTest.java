package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Location;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of each recorded run of a real tool. Whether every tool is shown with every verdict is {@link VerdictTableTest}'s. */
class ToolVerdictsTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            actionlint  | many              | Found       | 3  | .github/workflows/bad.yml:12:24
            actionlint  | broken-workflow   | Found       | 1  | .github/workflows/broken.yml:3
            actionlint  | none              | Clean       | 0  |
            actionlint  | no-file           | Crashed     | 0  |
            bandit      | many              | Found       | 7  | backend/app/bad.py:1:1
            bandit      | partial           | PartSkipped | 7  | backend/app/bad.py:1:1
            bandit      | unreadable        | PartSkipped | 0  |
            bandit      | none              | Clean       | 0  |
            bandit      | no-file           | NoReport    | 0  |
            bandit      | bad-configuration | Crashed     | 0  |
            compose     | unknown-key       | Found       | 1  | compose.yml:4
            compose     | wrong-type        | Found       | 1  | compose.yml:3
            compose     | no-yaml           | Found       | 1  | compose.yml:2
            compose     | twice             | Found       | 1  | compose.yml:3
            compose     | no-dependency     | Found       | 1  | compose.yml
            compose     | no-env-file       | Found       | 1  | compose.yml
            compose     | no-extends        | Found       | 1  | compose.yml
            compose     | none              | Clean       | 0  |
            compose     | no-plugin         | Missing     | 0  |
            compose     | several-files     | PartSkipped | 0  |
            compose     | broken-variables  | Crashed     | 0  |
            eslint      | many              | Found       | 3  | frontend/src/bad.js:1:7
            eslint      | none              | Clean       | 0  |
            eslint      | warnings          | Found       | 1  | frontend/src/bad.js:1:7
            eslint      | bad-configuration | Crashed     | 0  |
            flake8      | many              | Found       | 5  | backend/style.py:1:1
            flake8      | none              | Clean       | 0  |
            flake8      | losing-format     | Crashed     | 0  |
            flake8      | bad-configuration | Crashed     | 0  |
            gitleaks    | many              | Found       | 2  | backend/settings.py:1:8
            gitleaks    | none              | Clean       | 0  |
            gitleaks    | bad-configuration | Crashed     | 0  |
            gitleaks    | history           | Found       | 2  | backend/settings.py
            gitleaks    | history-range     | Clean       | 0  |
            gitleaks    | history-unknown   | PartSkipped | 0  |
            hadolint    | many              | Found       | 8  | backend/Dockerfile:1:1
            hadolint    | below-threshold   | Found       | 7  | backend/Dockerfile:1:1
            hadolint    | none              | Clean       | 0  |
            hadolint    | no-file           | Crashed     | 0  |
            hadolint    | bad-configuration | PartSkipped | 7  | backend/Dockerfile:1:1
            npm-audit   | many              | Found       | 3  | frontend/package-lock.json:9
            npm-audit   | none              | Clean       | 0  |
            npm-audit   | refused           | PartSkipped | 0  |
            npm-audit   | no-answer         | PartSkipped | 0  |
            npm-audit   | no-lock           | PartSkipped | 0  |
            npm-audit   | out-of-memory     | Crashed     | 0  |
            osv-scanner | many              | Found       | 3  | frontend/package-lock.json:9
            osv-scanner | python            | Found       | 3  | backend/more.txt:1
            osv-scanner | none              | Clean       | 0  |
            osv-scanner | open-version      | PartSkipped | 2  | backend/loose.txt:2
            osv-scanner | no-answer         | PartSkipped | 0  |
            osv-scanner | no-database       | PartSkipped | 0  |
            osv-scanner | broken-database   | PartSkipped | 0  |
            osv-scanner | no-package        | NoReport    | 0  |
            osv-scanner | no-file           | Crashed     | 0  |
            pip-audit   | many              | Found       | 3  | backend/requirements.txt:3
            pip-audit   | none              | Clean       | 0  |
            pip-audit   | no-index          | PartSkipped | 0  |
            pip-audit   | no-answer         | PartSkipped | 0  |
            pip-audit   | include-left-out  | PartSkipped | 1  | backend/requirements.txt:3
            pip-audit   | no-file           | Crashed     | 0  |
            pip-audit   | poetry            | PartSkipped | 0  |
            pip-audit   | project-broken    | Crashed     | 0  |
            pip-audit   | project-no-answer | PartSkipped | 0  |
            safety      | many              | Found       | 19 | backend/safe.txt:1
            safety      | none              | Clean       | 0  |
            safety      | open-version      | PartSkipped | 2  | backend/loose.txt:2
            safety      | no-database       | Crashed     | 0  |
            tsc         | many              | Found       | 2  | frontend/src/bad.ts:1:14
            tsc         | none              | Clean       | 0  |
            tsc         | no-input          | Found       | 1  |
            tsc         | too-deep          | Crashed     | 0  |
            zizmor      | many              | Found       | 6  | .github/workflows/bad.yml:9:9
            zizmor      | none              | Clean       | 0  |
            zizmor      | partial           | PartSkipped | 6  | .github/workflows/bad.yml:9:9
            zizmor      | nothing-readable  | PartSkipped | 0  |
            zizmor      | invalid-action    | PartSkipped | 0  |
            zizmor      | no-file           | Crashed     | 0  |
            """)
    void what_a_real_run_comes_to(String tool, String recording, String verdict, int findings, String first) {
        ToolRun run = Recording.of(tool, recording).run();
        assertThat(run.getClass().getSimpleName()).as(run.toString()).isEqualTo(verdict);
        assertThat(run.findings())
                .hasSize(findings)
                .allMatch(finding -> finding.tool().equals(tool));
        if (first != null) {
            assertThat(run.findings().getFirst().location().map(Location::toString))
                    .contains(first);
        }
    }

    @Test
    void every_tool_and_every_recording_is_in_the_table() throws NoSuchMethodException {
        CsvSource table = getClass()
                .getDeclaredMethod(
                        "what_a_real_run_comes_to", String.class, String.class, String.class, int.class, String.class)
                .getAnnotation(CsvSource.class);
        Set<String> rows = table.textBlock()
                .lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[0].strip() + " " + cells[1].strip())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> recorded = ChecksPlanner.tools().stream()
                .flatMap(Recording::all)
                .map(recording -> recording.tool() + " " + recording.name())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(recorded);
    }

    @Test
    void an_audit_of_nothing_is_not_clean() {
        Recording none = Recording.of("pip-audit", "none").printing("{\"dependencies\": [], \"fixes\": []}");
        assertThat(none.run()).isInstanceOf(ToolRun.NoReport.class);
    }

    @Test
    void a_secret_in_a_file_that_git_ignores_is_none_of_the_repositorys() {
        Recording recording = Recording.of("gitleaks", "many");
        assertThat(recording.run(ignoring("backend/settings.py"))).isEqualTo(new ToolRun.Clean());
        assertThat(recording.run(ignoring("backend/"))).isEqualTo(new ToolRun.Clean());
        assertThat(recording.run(ignoring("backend")).findings()).hasSize(2);
    }

    @Test
    void an_eslint_that_looked_at_no_file_is_not_clean() {
        Recording none = Recording.of("eslint", "none");
        assertThat(none.printing("[]").run()).isEqualTo(new ToolRun.NoReport("eslint looked at no file"));
        assertThat(none.printing("[]").withCode(1).run()).isInstanceOf(ToolRun.Crashed.class);
    }

    @Test
    void a_compose_that_chose_one_of_several_files_did_not_look_at_all() {
        String said =
                "time=\"2026-11-29T08:00:00Z\" level=warning msg=\"Found multiple config files with supported names: "
                        + "/scratch/repository/compose.yml, /scratch/repository/docker-compose.yml\"\n"
                        + "time=\"2026-11-29T08:00:00Z\" level=warning msg=\"Using /scratch/repository/compose.yml\"\n";
        assertThat(Recording.of("compose", "none").saying(said).run())
                .isEqualTo(new ToolRun.PartSkipped(
                        "Compose read one of several files alone "
                                + "(Found multiple config files with supported names: compose.yml, docker-compose.yml)",
                        List.of()));
    }

    @Test
    void a_warning_of_zizmor_that_ends_early_is_a_warning() {
        Recording partial = Recording.of("zizmor", "partial");
        assertThat(partial.saying(" WARN failed to parse input").run())
                .isEqualTo(new ToolRun.PartSkipped(
                        "a workflow could not be read ()", partial.run().findings()));
    }

    @Test
    void what_gitleaks_finds_where_git_ignores_is_left_out_of_a_partial_run_too() {
        assertThat(Recording.of("gitleaks", "many")
                        .saying("10:00AM ERR could not open file\n")
                        .run(ignoring("backend/")))
                .isInstanceOfSatisfying(
                        ToolRun.PartSkipped.class,
                        partly -> assertThat(partly.findings()).isEmpty());
    }

    private static RepositoryFacts ignoring(String path) {
        return new RepositoryFacts(List.of(), List.of(), List.of(), List.of(path), List.of());
    }

    static Stream<Recording> every_tool_that_found_something() {
        return ChecksPlanner.tools().stream()
                .map(tool -> Recording.of(tool, tool.equals("compose") ? "unknown-key" : "many"));
    }

    static Stream<Recording> every_tool_that_found_nothing() {
        return ChecksPlanner.tools().stream().map(tool -> Recording.of(tool, "none"));
    }

    @ParameterizedTest
    @MethodSource("every_tool_that_found_something")
    void findings_with_the_end_of_a_clean_run_are_not_clean(Recording many) {
        // What Compose says to people is not read when it ends well: it has warnings then.
        if (!many.tool().equals("compose")) {
            assertThat(many.withCode(0).run()).isNotInstanceOf(ToolRun.Clean.class);
        }
        assertThat(many.withCode(77).run()).isInstanceOf(ToolRun.Crashed.class);
        assertThat(many.withCode(-9).run()).isInstanceOf(ToolRun.Crashed.class);
        assertThat(many.withCode(137).run()).isInstanceOf(ToolRun.Crashed.class);
    }

    @ParameterizedTest
    @MethodSource("every_tool_that_found_nothing")
    void a_clean_report_with_another_end_is_not_clean(Recording none) {
        int found = every_tool_that_found_something()
                .filter(recording -> recording.tool().equals(none.tool()))
                .findFirst()
                .orElseThrow()
                .code();
        for (int code : List.of(found, 77, 137, -9)) {
            assertThat(none.withCode(code).run()).as("code " + code).isInstanceOf(ToolRun.Crashed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("every_tool_that_found_something")
    void a_report_that_is_cut_off_is_never_clean(Recording many) {
        List<Integer> ends = List.of(0, many.code());
        for (int end : ends) {
            for (int length = 0;
                    length < many.output().length();
                    length += Math.max(1, many.output().length() / 50)) {
                ToolRun run = many.withCode(end)
                        .printing(many.output().substring(0, length))
                        .run();
                boolean saysAllByBeingSilent = length == 0 && end == 0 && silent(many.tool());
                if (!saysAllByBeingSilent) {
                    assertThat(run)
                            .as("%d characters, code %d".formatted(length, end))
                            .isNotInstanceOf(ToolRun.Clean.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("every_tool_that_found_nothing")
    void a_report_of_nothing_that_is_cut_off_or_absent_is_never_clean(Recording none) {
        if (silent(none.tool())) {
            return;
        }
        String whole = none.output().strip();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(none.printing(whole.substring(0, length)).run())
                    .as(length + " characters")
                    .isNotInstanceOf(ToolRun.Clean.class);
        }
        assertThat(none.printing(whole + whole).run()).isNotInstanceOf(ToolRun.Clean.class);
        assertThat(none.printing("all is well\n").run()).isNotInstanceOf(ToolRun.Clean.class);
    }

    /** Whose clean run prints nothing. */
    private static boolean silent(String tool) {
        return Set.of("tsc", "compose").contains(tool);
    }
}
