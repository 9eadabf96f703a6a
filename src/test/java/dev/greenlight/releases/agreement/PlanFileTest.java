package dev.greenlight.releases.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    private static Map<String, Object> plan(String image, int share) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("version", "v2");
        plan.put("services", List.of(Map.of("next", Map.of("image", image, "share", share))));
        plan.put("undo", List.of());
        return plan;
    }

    private static PlanFile file(Map<String, Object> plan) {
        return new PlanFile(PlanHash.of(plan), plan);
    }

    private static PlanFile reread(String text) {
        return PlanFile.parse(text).orElseThrow();
    }

    @Test
    void what_is_written_is_read_as_it_was() {
        PlanFile read = reread(file(plan("a", 100)).text());

        assertThat(read.intact()).isTrue();
        assertThat(read.differences(plan("a", 100))).isEmpty();
        assertThat(new Agreement(Optional.of(read.hash()), Optional.of(read)).objections(plan("a", 100)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "null",
                "{\"hash\":1,\"plan\":{}}",
                "{\"hash\":\"x\"}",
                "{\"hash\":\"x\",\"plan\":[]}"
            })
    void anything_else_is_no_plan(String text) {
        assertThat(PlanFile.parse(text)).isEmpty();
    }

    @Test
    void an_edit_by_hand_is_refused_with_the_first_difference() {
        PlanFile edited = reread(file(plan("a", 100)).text().replace("\"a\"", "\"evil\""));

        assertThat(edited.intact()).isFalse();
        assertThatThrownBy(() -> new Agreement(Optional.empty(), Optional.of(edited)).objections(plan("a", 100)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("plan-file")
                .hasMessageContaining("services[0].next.image: 'evil' in the plan file, 'a' now");
        assertThatThrownBy(() -> new Agreement(Optional.empty(), Optional.of(edited)).check(Optional.empty()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("its content gives the hash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"***\"", "\"postgres://app:***@db/app\""})
    void a_file_in_which_a_run_has_hidden_a_secret_is_refused_with_the_place_and_the_way_out(String hidden) {
        PlanFile masked = reread(file(plan("a", 100)).text().replace("\"a\"", hidden));

        for (Optional<Map<String, ?>> now :
                List.<Optional<Map<String, ?>>>of(Optional.empty(), Optional.of(plan("a", 100)))) {
            assertThatThrownBy(() -> new Agreement(Optional.of(masked.hash()), Optional.of(masked)).check(now))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("plan-file")
                    .hasMessageContaining(
                            "*** at services[0].next.image, where a run has hidden a value that it masks as a secret")
                    .hasMessageContaining("Give plan-hash and no plan-file")
                    .hasMessageNotContaining("was changed since");
        }
    }

    @Test
    void a_file_of_another_plan_than_the_hash_names_is_refused() {
        PlanFile kept = file(plan("a", 100));

        assertThatThrownBy(
                        () -> new Agreement(Optional.of("0".repeat(64)), Optional.of(kept)).objections(plan("a", 100)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the plan that plan-hash names");
    }

    @Test
    void what_has_moved_since_is_named_value_by_value() {
        Agreement agreement = new Agreement(Optional.empty(), Optional.of(file(plan("a", 100))));
        Map<String, Object> now = plan("b", 50);
        now.remove("undo");
        now.put("extra", "yes");

        assertThat(agreement.objections(now))
                .singleElement()
                .asString()
                .contains("services[0].next.image: 'a' in the plan file, 'b' now")
                .contains("services[0].next.share: '100' in the plan file, '50' now")
                .contains("undo: '[]' in the plan file, nothing now")
                .contains("extra: nothing in the plan file, 'yes' now");
    }

    @Test
    void of_many_differences_ten_are_named() {
        Map<String, Object> one = new LinkedHashMap<>();
        Map<String, Object> two = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            one.put("field" + i, "x");
            two.put("field" + i, "y");
        }

        assertThat(new Agreement(Optional.empty(), Optional.of(file(one))).objections(two))
                .singleElement()
                .asString()
                .contains("field9: ", "and 2 more")
                .doesNotContain("field10: ");
    }

    @Test
    void with_the_hash_alone_the_part_is_named() {
        assertThat(Agreement.to(PlanHash.of(plan("a", 100))).objections(plan("b", 100)))
                .singleElement()
                .asString()
                .contains("something changed since: the images");
        assertThat(Agreement.ANY.objections(plan("b", 100))).isEmpty();
    }
}
