package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Report;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no tool looks at, and who says so. */
class QualityCoverageTest extends CheckedRepository {
    @Test
    void packages_that_no_audit_reads_of_are_not_taken_for_none() {
        repository.write("backend/a.py", "good\n").write("backend/Pipfile", "[packages]\ndjango = '*'\n");
        assertThat(reasons(open(Map.of())))
                .containsExactly("no audit fits the dependencies of backend: what its Pipfile asks for is in no"
                        + " requirements file and no lock file");
        assertThat(reasons(open(Map.of("checks", "flake8")))).isEmpty();
    }

    @Test
    void a_change_of_what_tells_the_tools_where_to_look_is_told() {
        repository
                .write("backend/a.py", "good\n")
                .write("backend/.flake8", "[flake8]\nexclude = old\n")
                .commit("two");
        Report report = open(Map.of("baseline", "merge-base", "baseline-ref", "main"));
        assertThat(section(report, "Rules changed"))
                .contains("- backend/.flake8")
                .doesNotContain("a.py");
        repository.git("checkout", "--quiet", "-b", "other", "main");
        repository.write("backend/b.py", "good\n").commit("three");
        assertThat(section(open(Map.of("baseline", "merge-base", "baseline-ref", "main")), "Rules changed"))
                .isEmpty();
    }
}
