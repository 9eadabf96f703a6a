package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Advisories;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Audits of what services are made with. */
class AuditCommandsTest extends PlannedChecks {
    @Test
    void audits_name_every_requirements_file_and_ask_whom_the_project_says() {
        assertThat(command("pip-audit", Folders.DJANGO))
                .endsWith("--no-deps --disable-pip --requirement requirements.txt --requirement more.txt");
        Advisories mirrors = advisories("http://osv.example/a", "http://npm.example", null, null);
        assertThat(invocation("pip-audit", Folders.DJANGO, mirrors).arguments())
                .containsSubsequence("--vulnerability-service", "osv", "--osv-url", "http://osv.example/a/v1/query");
        assertThat(invocation("npm-audit", Folders.REACT, mirrors).arguments())
                .contains("--registry=http://npm.example/")
                .contains("--no-offline")
                .containsSubsequence("--prefix", "/copy/app/frontend");
        assertThat(invocation("npm-audit", Folders.REACT, Advisories.PUBLIC).arguments())
                .noneMatch(argument -> argument.startsWith("--registry"));
    }

    @Test
    void an_index_of_ones_own_is_asked_by_a_program_of_its_own() {
        Invocation invocation =
                invocation("pip-audit", Folders.DJANGO, advisories(null, null, "http://index.example", null));
        assertThat(invocation.arguments()).startsWith("pip-audit-at-index");
        assertThat(invocation.environment()).containsEntry("GREENLIGHT_PACKAGE_INDEX", "http://index.example");
    }

    @Test
    void versions_that_are_left_open_are_resolved_before_they_are_audited() {
        ServiceFacts open = Folders.backend(new Requirement("django", Optional.empty(), "", "requirements.txt", 1));
        assertThat(command("pip-audit", open)).doesNotContain("--no-deps");
    }

    @Test
    void a_project_without_requirements_files_is_audited_by_what_it_has() {
        ServiceFacts project = django("pyproject.toml");
        assertThat(plan(List.of(project))).contains("pip-audit on backend").doesNotContain("osv-scanner on backend");
        assertThat(command("pip-audit", project)).endsWith(" --format json .");
        ServiceFacts locked = django("pyproject.toml", "poetry.lock");
        assertThat(plan(List.of(locked))).contains("osv-scanner on backend").doesNotContain("pip-audit on backend");
        assertThat(command("osv-scanner", locked)).endsWith("--lockfile poetry.lock:poetry.lock");
        ServiceFacts uv = django("pyproject.toml", "uv.lock");
        assertThat(plan(List.of(uv))).contains("osv-scanner on backend").doesNotContain("pip-audit on backend");
        assertThat(command("osv-scanner", uv)).endsWith("--lockfile poetry.lock:uv.lock");
    }

    @Test
    void what_a_pyproject_asks_for_beside_the_requirements_files_is_audited_as_well() {
        List<Requirement> developers = List.of(Folders.pinned("pytest", "8.0.0", "requirements-dev.txt", 1));
        ServiceFacts project = declaring(developers, Set.of("django"));
        assertThat(plan(List.of(project)))
                .filteredOn("pip-audit on backend"::equals)
                .hasSize(2);
        assertThat(ChecksPlanner.plan(List.of(project), Advisories.PUBLIC, List.of("pip-audit")).stream()
                        .map(check -> check.check()
                                .invocation(project, setting(Advisories.PUBLIC))
                                .arguments()
                                .getLast()))
                .containsExactly("requirements-dev.txt", ".");
        assertThat(plan(List.of(declaring(developers, Set.of("pytest"))))).containsOnlyOnce("pip-audit on backend");
        assertThat(command("pip-audit", declaring(developers, Set.of("pytest"))))
                .endsWith("--requirement requirements-dev.txt");
    }

    @Test
    void a_lock_file_of_javascript_says_nothing_of_what_a_pyproject_asks_for() {
        assertThat(plan(List.of(django("pyproject.toml", "yarn.lock"))))
                .contains("pip-audit on backend", "osv-scanner on backend");
        assertThat(plan(List.of(django("pyproject.toml", "poetry.lock")))).doesNotContain("pip-audit on backend");
    }

    @Test
    void a_pyproject_that_cannot_be_read_is_audited_too_so_that_the_tool_says_what_is_wrong_with_it() {
        List<Requirement> all = List.of(Folders.pinned("django", "5.2.1", "requirements.txt", 1));
        assertThat(plan(List.of(declaring(all, Optional.empty()))))
                .filteredOn("pip-audit on backend"::equals)
                .hasSize(2);
    }

    @Test
    void only_audits_learn_of_a_companys_proxy() {
        List<Target> targets =
                List.of(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY, Folders.COMPOSE, Folders.HISTORY);
        assertThat(ChecksPlanner.plan(targets, Advisories.PUBLIC, List.of()).stream()
                        .filter(check -> invocation(check.tool(), check.target(), Advisories.PUBLIC)
                                .asks())
                        .map(PlannedCheck::tool)
                        .distinct())
                .containsExactly("pip-audit", "osv-scanner", "npm-audit");
        assertThat(invocation("osv-scanner", Folders.DJANGO, OFFLINE).asks()).isFalse();
    }

    @Test
    void osv_scanner_looks_on_disk_when_the_project_says_so() {
        Invocation invocation = invocation("osv-scanner", Folders.DJANGO, OFFLINE);
        assertThat(invocation.arguments())
                .contains("--experimental-offline", "requirements.txt:requirements.txt", "requirements.txt:more.txt");
        assertThat(invocation.environment()).containsEntry("OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY", "/database");
        assertThat(command("osv-scanner", Folders.REACT)).endsWith("--lockfile package-lock.json:package-lock.json");
    }

    @Test
    void an_audit_looks_up_what_its_service_is_made_with_and_nothing_else() {
        assertThat(ecosystems(Folders.DJANGO)).containsExactly("PyPI");
        assertThat(ecosystems(Folders.REACT)).containsExactly("npm");
        assertThat(ecosystems(Folders.REPOSITORY)).isEmpty();
    }

    private static Set<String> ecosystems(Target target) {
        return ChecksPlanner.ALL.stream()
                .flatMap(check -> check.ecosystems(target).stream())
                .collect(Collectors.toSet());
    }
}
