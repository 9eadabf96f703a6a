package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What results depend on. */
class DependencesTest extends RememberedRepository {
    /** Files of a service's own folder, of the other one, of neither; and what a service's files lead into. */
    @ParameterizedTest
    @CsvSource({
        "backend/manage.py, 'flake8,gitleaks,hadolint'",
        "backend/setup.cfg, 'flake8,gitleaks,hadolint'",
        "frontend/src/app.ts, 'eslint,gitleaks,hadolint,npm-audit'",
        "pyproject.toml, 'eslint,flake8,gitleaks,hadolint,npm-audit'",
        "shared/api.json, 'eslint,flake8,gitleaks,hadolint,npm-audit'",
        ".gitleaksignore, 'eslint,flake8,gitleaks,gitleaks,hadolint,npm-audit'",
        "frontend/node_modules/x/index.js, ''",
        "test-logs/a.log, ''",
    })
    void a_changed_file_runs_the_tools_that_may_read_it(String file, String expected) throws IOException {
        run();
        ran.clear();
        write(file, "changed\n");
        run();
        assertThat(String.join(",", ran.stream().sorted().toList())).isEqualTo(expected);
    }

    @Test
    void a_service_whose_files_lead_into_another_one_depends_on_it() throws IOException {
        write("frontend/src/api.ts", "import api from '../../backend/api.json';\n");
        run();
        ran.clear();
        write("backend/api.json", "{}\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void a_way_into_another_service_counts_over_a_folder_of_neither() throws IOException {
        write("shared/index.ts", "export * from '../backend/api';\n");
        run();
        ran.clear();
        write("backend/api.ts", "export {};\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void another_version_of_a_tool_runs_it_again() throws IOException {
        run();
        ran.clear();
        Files.createDirectories(bin.resolveSibling("lib/python3.13/site-packages/flake8_bugbear-25.dist-info"));
        run();
        assertThat(ran).containsExactly("flake8");
        ran.clear();
        program("node", "\u007fELF another node");
        run();
        assertThat(ran).containsExactlyInAnyOrder("eslint", "npm-audit");
    }

    @Test
    void another_build_of_this_program_and_other_sources_of_advisories_run_all_again() throws IOException {
        run();
        ran.clear();
        product = "greenlight 2";
        run();
        assertThat(ran).hasSize(6);
        ran.clear();
        advisories = new Advisories(
                Optional.of("http://127.0.0.1/osv"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Advisories.USUAL_AGE);
        run();
        assertThat(ran).contains("npm-audit");
    }

    @Test
    void another_commit_runs_what_reads_the_history_and_nothing_else() throws IOException {
        run();
        ran.clear();
        write(".git/refs/heads/main", COMMIT.replace('0', 'f') + "\n");
        run();
        assertThat(ran).containsExactly("gitleaks");
        ran.clear();
        write(".git/shallow", COMMIT + "\n");
        run();
        assertThat(ran).containsExactly("gitleaks");
    }

    @Test
    void a_link_into_another_service_counts_from_wherever_it_is() throws IOException {
        Files.createSymbolicLink(repository.resolve("api"), Path.of("backend/api"));
        run();
        ran.clear();
        write("backend/api/x.json", "{}\n");
        run();
        assertThat(ran).contains("eslint");
    }

    @Test
    void workspaces_of_one_lock_file_count_for_each_other_and_the_rest_does_not() throws IOException {
        ServiceFacts shop = workspace(
                new Service("shop", Service.Kind.REACT, "shop", 8081, "/health", Optional.empty(), List.of()));
        ServiceFacts web = workspace(Folders.FRONTEND);
        targets = List.of(Folders.DJANGO, web, shop);
        write("shop/package.json", "{}");
        write("shop/index.ts", "export {};\n");
        run();
        ran.clear();
        write("shop/index.ts", "export const x = 1;\n");
        run();
        assertThat(ran).doesNotContain("flake8").filteredOn("eslint"::equals).hasSize(2);
    }

    private static ServiceFacts workspace(Service service) {
        return new ServiceFacts(
                service,
                Set.of("package.json", "eslint.config.js"),
                false,
                true,
                Optional.of(""),
                false,
                List.of(),
                Optional.of(Set.of()));
    }

    @Test
    void a_committed_file_that_tools_do_not_see_counts_for_whoever_asks_for_it() throws IOException {
        targets = List.of(
                new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of("backend/venv/settings.py")));
        write("backend/venv/settings.py", "x\n");
        run();
        ran.clear();
        run();
        assertThat(ran).isEmpty();
        write("backend/venv/settings.py", "y\n");
        run();
        assertThat(ran).containsExactly("gitleaks");
    }

    @Test
    void a_committed_file_counts_also_where_its_name_is_not_read_to_the_letter() throws IOException {
        targets = List.of(new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of()));
        run();
        ran.clear();
        targets = List.of(
                new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of("backend/venv/caf\ufffd.py")));
        run();
        assertThat(ran).containsExactly("gitleaks");
    }
}
