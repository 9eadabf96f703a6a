package dev.greenlight.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which room may know which. */
class RoomsTest {
    /** What every domain room may use. */
    private static final Set<String> COMMON = Set.of("process", "report", "secrets", "project");

    private static final Map<String, Set<String>> ALSO =
            Map.of("releases", Set.of("images", "migrations"), "suites", Set.of("migrations"));
    private static final Set<String> DOMAIN = Set.of("checks", "suites", "images", "releases", "migrations", "people");

    @Test
    void every_room_uses_only_the_rooms_that_it_may() {
        List<String> offences = new ArrayList<>();
        for (JavaClass type : House.types()) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = House.room(type);
                String to = House.room(dependency.getTargetClass());
                if (!to.isEmpty() && !from.equals(to) && !mayUse(from, to)) {
                    offences.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(offences).isEmpty();
        assertThat(House.types().size()).as("classes seen").isGreaterThanOrEqualTo(House.LEAST);
    }

    private static boolean mayUse(String from, String to) {
        return switch (from) {
            case "" -> to.equals("actions");
            case "actions" -> true;
            case "report", "process" -> false;
            case "secrets" -> to.equals("report");
            case "project" -> Set.of("report", "secrets").contains(to);
            case "runner" -> COMMON.contains(to);
            case "localcloud" -> to.equals("process");
            default ->
                DOMAIN.contains(from)
                        && (COMMON.contains(to)
                                || ALSO.getOrDefault(from, Set.of()).contains(to));
        };
    }

    @Test
    void every_room_is_one_that_the_design_names() {
        Set<String> known = Set.of("", "actions", "runner", "report", "process", "secrets", "project", "localcloud");
        assertThat(House.types())
                .allMatch(type -> known.contains(House.room(type)) || DOMAIN.contains(House.room(type)));
    }

    @Test
    void rooms_form_no_circle() {
        slices().matching("dev.greenlight.(*)..").should().beFreeOfCycles().check(House.types());
    }

    @Test
    void packages_form_no_circle() {
        slices().matching("dev.greenlight.(**)").should().beFreeOfCycles().check(House.types());
    }

    @Test
    void a_room_has_at_most_twenty_types() {
        Map<String, Integer> sizes = new HashMap<>();
        for (JavaClass type : House.types()) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                sizes.merge(type.getPackageName(), 1, Integer::sum);
            }
        }
        assertThat(sizes.size()).as("rooms seen").isGreaterThanOrEqualTo(8);
        sizes.values().removeIf(size -> size <= 20);
        assertThat(sizes).isEmpty();
    }
}
