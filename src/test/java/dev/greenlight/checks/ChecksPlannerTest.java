package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksPlannerTest extends PlannedChecks {
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
        ServiceFacts above = react(Set.of("package.json", "../eslint.config.mjs"), false, false);
        assertThat(plan(List.of(above))).contains("eslint on frontend");
        assertThat(command("eslint", above)).doesNotContain("--ext");
        ServiceFacts legacyAbove = react(Set.of("package.json", "../.eslintrc.cjs"), false, false);
        assertThat(command("eslint", legacyAbove)).contains("--ext");
    }

    @Test
    void a_configuration_that_refers_to_others_is_built() {
        assertThat(command("tsc", react(Set.of("tsconfig.json"), true, false))).startsWith("tsc --build --force ");
        assertThat(command("tsc", Folders.REACT)).startsWith("tsc --noEmit");
    }

    @Test
    void bandit_is_told_of_the_teams_configuration() {
        assertThat(command("bandit", Folders.DJANGO)).doesNotContain("--configfile");
        assertThat(command("bandit", configured("pyproject.toml", true))).endsWith("--configfile pyproject.toml");
        assertThat(command("bandit", configured("bandit.yaml", false))).endsWith("--configfile bandit.yaml");
    }

    private static ServiceFacts configured(String file, boolean bandit) {
        return new ServiceFacts(
                Folders.BACKEND,
                Set.of(file),
                false,
                false,
                Optional.empty(),
                bandit,
                List.of(),
                Optional.of(Set.of()));
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

    @Test
    void actionlint_asks_no_other_tool() {
        assertThat(command("actionlint", Folders.REPOSITORY)).contains(" -shellcheck= -pyflakes= ");
    }
}
