package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksPlannerTest {
    private static final ServiceFacts BACKEND =
            new ServiceFacts(Folders.BACKEND, Set.of("manage.py"), false, false, Optional.empty());
    private static final ServiceFacts FRONTEND =
            new ServiceFacts(Folders.FRONTEND, Set.of("tsconfig.json"), false, true, Optional.of("frontend"));
    private static final ServiceFacts PLAIN =
            new ServiceFacts(Folders.FRONTEND, Set.of("index.html"), false, false, Optional.empty());

    private static List<String> plan(List<ServiceFacts> services, String... wanted) {
        return ChecksPlanner.plan(services, List.of(wanted)).stream()
                .map(check -> check.tool() + " on " + check.service())
                .toList();
    }

    @Test
    void all_that_fit_are_planned_when_none_is_named() {
        assertThat(plan(List.of(BACKEND, FRONTEND)))
                .containsExactly("flake8 on backend", "tsc on frontend", "eslint on frontend");
    }

    @Test
    void only_those_named_are_planned() {
        assertThat(plan(List.of(BACKEND, FRONTEND), "tsc")).containsExactly("tsc on frontend");
    }

    @Test
    void none_is_planned_when_none_is_asked_for_or_fits() {
        assertThat(plan(List.of(BACKEND, FRONTEND), "none")).isEmpty();
        assertThat(plan(List.of(PLAIN))).isEmpty();
    }

    @Test
    void unknown_and_unfitting_names_are_refused_together() {
        assertThatThrownBy(() -> plan(List.of(BACKEND), "flake8", "pylint", "tsc", "none"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(InvalidInput.Fault::value)
                                .containsExactly("pylint", "tsc", "none"))
                .hasMessageContaining("'pylint' is not accepted; expected names of checks: flake8, tsc, eslint")
                .hasMessageContaining("'tsc' is not accepted; expected a check that fits a service");
    }

    @Test
    void eslint_is_known_by_its_configuration_too() {
        ServiceFacts legacy = new ServiceFacts(
                Folders.FRONTEND, Set.of(".eslintrc.json", "package.json"), false, false, Optional.of("frontend"));
        assertThat(plan(List.of(legacy))).containsExactly("eslint on frontend");
        assertThat(new Eslint().arguments(legacy)).contains("--ext");
    }

    @Test
    void a_configuration_that_refers_to_others_is_built() {
        ServiceFacts references =
                new ServiceFacts(Folders.FRONTEND, Set.of("tsconfig.json"), true, false, Optional.of(""));
        assertThat(new Tsc().arguments(references)).startsWith("--build");
        assertThat(new Tsc().arguments(FRONTEND)).startsWith("--noEmit");
    }
}
