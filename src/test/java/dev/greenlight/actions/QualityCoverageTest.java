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
        repository.write("backend/package.json", "{}").write("backend/package-lock.json", "{}");
        commands.prints("osv-scanner ", "{\"results\":[]}");
        assertThat(reasons(open(Map.of())))
                .as("an audit of npm's packages in the same folder is none of Python's")
                .anyMatch(reason -> reason.startsWith("no audit fits the dependencies of backend"));
    }

    @Test
    void packages_of_a_setup_program_are_not_taken_for_none_either() {
        repository.write("backend/a.py", "good\n").write("backend/setup.py", "import setuptools\n");
        assertThat(reasons(open(Map.of())))
                .containsExactly("no audit fits the dependencies of backend: what its setup.py asks for is in no"
                        + " requirements file and no lock file");
        repository.write("backend/uv.lock", "version = 1\n");
        commands.prints("osv-scanner ", "{\"results\":[]}");
        assertThat(reasons(open(Map.of()))).isEmpty();
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
        repository.git("checkout", "--quiet", "-b", "without", "side");
        repository.git("rm", "--quiet", "backend/.flake8");
        repository.write("team/ours.yml", "version: 1\nwaivers: []\n").commit("four");
        assertThat(section(
                        open(Map.of("baseline", "merge-base", "baseline-ref", "side", "waivers", "team/ours.yml")),
                        "Rules changed"))
                .contains("- backend/.flake8", "- team/ours.yml");
    }
}
