package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksPlannerTest {
    private static final Advisories OFFLINE = advisories(null, null, null, "advisories");
    private static final ServiceFacts PLAIN = react(Set.of("index.html"), false, false);

    private static Advisories advisories(
            @org.jspecify.annotations.Nullable String osv,
            @org.jspecify.annotations.Nullable String npm,
            @org.jspecify.annotations.Nullable String index,
            @org.jspecify.annotations.Nullable String offline) {
        return new Advisories(
                Optional.ofNullable(osv),
                Optional.empty(),
                Optional.ofNullable(npm),
                Optional.ofNullable(index),
                Optional.ofNullable(offline),
                Optional.empty(),
                Duration.ZERO);
    }

    private static ServiceFacts react(Set<String> files, boolean references, boolean eslint) {
        return new ServiceFacts(
                Folders.FRONTEND, files, references, eslint, Optional.empty(), false, List.of(), Set.of());
    }

    private static List<String> plan(Advisories advisories, List<Target> targets, String... wanted) {
        return ChecksPlanner.plan(targets, advisories, List.of(wanted)).stream()
                .map(check -> check.tool() + " on " + check.where())
                .toList();
    }

    private static List<String> plan(List<Target> targets, String... wanted) {
        return plan(Advisories.PUBLIC, targets, wanted);
    }

    /** The command of a tool on a target. */
    private static Invocation invocation(String tool, Target target, Advisories advisories) {
        return ChecksPlanner.ALL.stream()
                .filter(check -> check.tool().equals(tool) && check.fits(target, advisories))
                .findFirst()
                .orElseThrow()
                .invocation(target, setting(advisories));
    }

    private static Setting setting(Advisories advisories) {
        return new Setting(
                advisories, Path.of("/copy"), Path.of("/copy/app"), Path.of("/database"), Path.of("/history"));
    }

    private static String command(String tool, Target target) {
        return String.join(" ", invocation(tool, target, Advisories.PUBLIC).arguments());
    }

    @Test
    void all_that_fit_are_planned_when_none_is_named() {
        assertThat(plan(List.of(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY, Folders.COMPOSE, Folders.HISTORY)))
                .containsExactly(
                        "flake8 on backend",
                        "bandit on backend",
                        "pip-audit on backend",
                        "osv-scanner on backend",
                        "tsc on frontend",
                        "eslint on frontend",
                        "npm-audit on frontend",
                        "osv-scanner on frontend",
                        "gitleaks on repository",
                        "hadolint on repository",
                        "actionlint on repository",
                        "zizmor on repository",
                        "compose on compose.yml",
                        "gitleaks on history");
    }

    @Test
    void only_those_named_are_planned() {
        assertThat(plan(List.of(Folders.DJANGO, Folders.REACT, Folders.REPOSITORY), "tsc", "gitleaks"))
                .containsExactly("tsc on frontend", "gitleaks on repository");
    }

    @Test
    void none_is_planned_when_none_is_asked_for_or_fits() {
        assertThat(plan(List.of(Folders.DJANGO, Folders.REACT), "none")).isEmpty();
        assertThat(plan(List.of(PLAIN))).isEmpty();
    }

    @Test
    void a_repository_without_images_and_workflows_is_searched_for_secrets_alone() {
        assertThat(plan(List.of(new RepositoryFacts(List.of(), List.of(), List.of(), List.of(), List.of()))))
                .containsExactly("gitleaks on repository");
        assertThat(plan(List.of(
                        new RepositoryFacts(List.of(), List.of(), List.of("action.yml"), List.of(), List.of()))))
                .containsExactly("gitleaks on repository", "zizmor on repository");
    }

    @Test
    void offline_only_what_asks_nobody_is_planned() {
        assertThat(plan(OFFLINE, List.of(Folders.DJANGO, Folders.REACT)))
                .contains("osv-scanner on backend", "osv-scanner on frontend")
                .doesNotContain("pip-audit on backend", "npm-audit on frontend");
        assertThatThrownBy(() -> plan(OFFLINE, List.of(Folders.DJANGO), "pip-audit"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'pip-audit' is not accepted; expected a check that asks no service")
                .hasMessageContaining("the folder advisories");
    }

    @Test
    void unknown_and_unfitting_names_are_refused_together() {
        assertThatThrownBy(() -> plan(List.of(Folders.DJANGO), "flake8", "pylint", "tsc", "none"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::value)
                                .containsExactly("pylint", "tsc", "none"))
                .hasMessageContaining("'pylint' is not accepted; expected names of checks: flake8, bandit, tsc, eslint")
                .hasMessageContaining("'tsc' is not accepted; expected a check that fits something in the repository");
    }

    @Test
    void eslint_is_known_by_its_configuration_too() {
        ServiceFacts legacy = react(Set.of(".eslintrc.json"), false, false);
        assertThat(plan(List.of(legacy))).containsExactly("eslint on frontend");
        assertThat(command("eslint", legacy)).contains("--ext");
        assertThat(command("eslint", Folders.REACT)).doesNotContain("--ext");
    }

    @Test
    void a_configuration_that_refers_to_others_is_built() {
        assertThat(command("tsc", react(Set.of("tsconfig.json"), true, false))).startsWith("tsc --build");
        assertThat(command("tsc", Folders.REACT)).startsWith("tsc --noEmit");
    }

    @Test
    void bandit_is_told_of_the_teams_configuration() {
        assertThat(command("bandit", Folders.DJANGO)).doesNotContain("--configfile");
        assertThat(command(
                        "bandit",
                        new ServiceFacts(
                                Folders.BACKEND,
                                Set.of("pyproject.toml"),
                                false,
                                false,
                                Optional.empty(),
                                true,
                                List.of(),
                                Set.of())))
                .endsWith("--configfile pyproject.toml");
        assertThat(command(
                        "bandit",
                        new ServiceFacts(
                                Folders.BACKEND,
                                Set.of("bandit.yaml"),
                                false,
                                false,
                                Optional.empty(),
                                false,
                                List.of(),
                                Set.of())))
                .endsWith("--configfile bandit.yaml");
    }

    @Test
    void audits_name_every_requirements_file_and_ask_whom_the_project_says() {
        assertThat(command("pip-audit", Folders.DJANGO))
                .endsWith("--no-deps --disable-pip --requirement requirements.txt --requirement more.txt");
        Advisories mirrors = advisories("http://osv.example/a", "http://npm.example", null, null);
        assertThat(invocation("pip-audit", Folders.DJANGO, mirrors).arguments())
                .containsSubsequence("--vulnerability-service", "osv", "--osv-url", "http://osv.example/a/v1/query");
        assertThat(invocation("npm-audit", Folders.REACT, mirrors).arguments())
                .contains("--registry=http://npm.example/")
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

    private static ServiceFacts declaring(List<Requirement> requirements, Set<String> declared) {
        return new ServiceFacts(
                Folders.BACKEND,
                Set.of("pyproject.toml"),
                false,
                false,
                Optional.empty(),
                false,
                requirements,
                declared);
    }

    private static ServiceFacts django(String... files) {
        return new ServiceFacts(
                Folders.BACKEND, Set.of(files), false, false, Optional.empty(), false, List.of(), Set.of());
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
    void the_history_is_searched_from_where_the_change_begins() {
        HistoryFacts change = new HistoryFacts(Optional.of("abc"), true, Optional.empty());
        assertThat(command("gitleaks", change))
                .contains("--config /copy/.gitleaks.toml")
                .endsWith("--log-opts abc..HEAD /history");
        assertThat(command("gitleaks", Folders.HISTORY))
                .endsWith("--log-opts HEAD /history")
                .doesNotContain("--config ");
    }

    @Test
    void a_compose_file_gets_a_stand_in_for_each_variable() {
        assertThat(invocation("compose", Folders.COMPOSE, Advisories.PUBLIC).environment())
                .containsEntry("PORT", "1");
    }

    @Test
    void a_name_that_looks_like_an_option_is_none() {
        RepositoryFacts facts =
                new RepositoryFacts(List.of("--help.Dockerfile"), List.of(), List.of(), List.of(), List.of());
        assertThat(command("hadolint", facts)).endsWith(" ./--help.Dockerfile");
    }
}
