package dev.greenlight.releases.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanHashTest {
    private static Map<String, Object> plan(String version, String image, String secret, int generation, String step) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("version", version);
        plan.put(
                "services",
                List.of(Map.of(
                        "before", Map.of("generation", generation),
                        "next", Map.of("image", image, "secrets", Map.of("DB", secret)))));
        plan.put("steps", List.of(step));
        return plan;
    }

    private static final Map<String, Object> AGREED = plan("v2", "a", "db@1", 7, "move");

    @Test
    void the_hash_is_64_digits_and_does_not_depend_on_the_order_of_keys() {
        assertThat(PlanHash.of(AGREED)).matches("[0-9a-f]{64}");
        assertThat(PlanHash.of(new TreeMap<>(AGREED))).isEqualTo(PlanHash.of(AGREED));
    }

    @Test
    void the_hash_alone_tells_which_part_has_moved() {
        String agreed = PlanHash.of(AGREED);

        assertThat(PlanHash.moved(agreed, agreed)).isEmpty();
        assertThat(moved(plan("v3", "a", "db@1", 7, "move")))
                .isEqualTo("what is asked for (version, environment, release settings)");
        assertThat(moved(plan("v2", "b", "db@1", 7, "move"))).isEqualTo("the images");
        assertThat(moved(plan("v2", "a", "db@2", 7, "move"))).isEqualTo("the variables or secret versions");
        assertThat(moved(plan("v2", "a", "db@1", 8, "move"))).isEqualTo("the services in the cloud");
        assertThat(moved(plan("v2", "a", "db@1", 7, "jump"))).isEqualTo("the steps");
        assertThat(moved(plan("v2", "b", "db@1", 8, "move"))).isEqualTo("the images and the services in the cloud");
    }

    private static String moved(Map<String, Object> now) {
        return String.join(" and ", PlanHash.moved(PlanHash.of(AGREED), PlanHash.of(now)));
    }
}
