package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.agreement.PlanFile;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.SecretVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan that one run shows, and another applies or refuses. */
class PlannedReleaseTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Stage stage = new Stage();

    private Report plan(String version) {
        return stage.releases().deploy(Sample.request(stage.project, version, false), true, Agreement.ANY);
    }

    private Report apply(String version, Agreement agreement) {
        return stage.releases().deploy(Sample.request(stage.project, version, false), false, agreement);
    }

    private static PlanFile file(Report report) {
        return PlanFile.parse(report.files().getOrDefault(PlanFile.NAME, "")).orElseThrow();
    }

    private static String hash(Report report) {
        return report.outputs().getOrDefault("plan-hash", "");
    }

    /** As {@code service what name: from > to}. */
    private static List<String> changes(Report report) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode change : MAPPER.readTree(report.outputs().getOrDefault("changes", ""))) {
            found.add(change.path("service").asText() + " "
                    + change.path("what").asText() + " "
                    + change.path("name").asText() + ": " + change.path("from").asText() + " > "
                    + change.path("to").asText());
        }
        return found;
    }

    @Test
    void the_file_holds_prior_state_steps_undo_and_hash_and_no_secrets_value() throws IOException {
        stage.deploy("v1");
        String live = stage.served("app-api").sole().orElseThrow().value();
        int before = stage.cloud.history().size();

        Report report = plan("v2");

        assertThat(stage.cloud.history()).as("nothing was changed").hasSize(before);
        JsonNode kept = MAPPER.readTree(report.files().getOrDefault(PlanFile.NAME, ""));
        assertThat(kept.path("hash").asText()).isEqualTo(hash(report)).matches("[0-9a-f]{64}");
        JsonNode api = kept.at("/plan/services/0");
        assertThat(api.at("/before/revision").asText()).isEqualTo(live);
        assertThat(api.at("/before/version").asText()).isEqualTo("v1");
        assertThat(api.at("/before/traffic/" + live).asInt()).isEqualTo(100);
        assertThat(api.at("/next/secrets/DATABASE_URL").asText()).isEqualTo("db@2");
        assertThat(api.at("/next/image").asText())
                .isEqualTo(Sample.image("backend", "v2").toString());
        assertThat(kept.at("/plan/steps").size()).isGreaterThan(5);
        assertThat(kept.at("/plan/undo/1").asText()).startsWith("app-api: traffic back to " + live);
    }

    @Test
    void a_first_release_changes_everything_and_a_repeated_one_nothing() throws IOException {
        assertThat(changes(plan("v1")))
                .anySatisfy(change -> assertThat(change).startsWith("backend image :  > localhost:5000/"))
                .contains("backend env PLAIN:  > set", "backend secrets DATABASE_URL:  > db@2")
                .anySatisfy(change -> assertThat(change).matches("backend traffic :  > app-api-v1-.* 100 ?%"));
        Report released = stage.deploy("v1");
        assertThat(changes(released)).isNotEmpty();
        assertThat(file(released).hash()).isEqualTo(hash(released));

        Report again = plan("v1");

        assertThat(again.outputs()).containsEntry("changes", "[]");
        assertThat(again.sections())
                .anySatisfy(section -> assertThat(section.markdown()).contains("Nothing: all is as it is wished"));
    }

    @Test
    void a_release_of_another_image_changes_image_and_traffic_and_what_depends_on_the_colour() throws IOException {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, true));
        stage.cloud.set("app-api", new Traits(true, "", false, 100, Map.of("memory", "1Gi"), false));

        assertThat(changes(plan("v3")))
                .extracting(change -> change.replaceAll(": .*", ""))
                .containsExactly(
                        "backend image ",
                        "backend secrets DATABASE_URL",
                        "backend resources memory",
                        "backend traffic ",
                        "frontend image ",
                        "frontend env ASSET_FALLBACK_URL",
                        "frontend traffic ");
        assertThat(changes(plan("v3")))
                .contains("backend secrets DATABASE_URL: db@2 > db@4", "backend resources memory:  > 1Gi");
    }

    @Test
    void the_plan_that_was_shown_is_applied_by_hash_or_by_file() {
        stage.deploy("v1");
        Report plan = plan("v2");

        Report applied = apply("v2", new Agreement(Optional.of(hash(plan)), Optional.of(file(plan))));

        assertThat(Stage.outcome(applied)).isEqualTo("released");
        assertThat(hash(applied)).isEqualTo(hash(plan));
    }

    @Test
    void a_world_or_a_request_that_has_moved_is_refused_and_named() {
        stage.deploy("v1");
        Report plan = plan("v2");
        String live = stage.served("app-api").sole().orElseThrow().value();
        stage.secrets = List.of(new SecretVersion(5, true), new SecretVersion(2, true));

        assertThat(Stage.reason(apply("v2", Agreement.to(hash(plan)))))
                .contains("the variables or secret versions")
                .doesNotContain("the images");
        Report refused = apply("v2", new Agreement(Optional.empty(), Optional.of(file(plan))));
        assertThat(Stage.reason(refused))
                .contains("services[0].next.secrets.DATABASE_URL: 'db@2' in the plan file, 'db@5' now");
        assertThat(refused.files()).as("the agreed plan's file is left alone").isEmpty();
        stage.secrets = Sample.VERSIONS;
        stage.cloud.setTrafficBehindTheBack("app-api", stage.served("app-api"));
        assertThat(Stage.reason(apply("v2", Agreement.to(hash(plan))))).contains("the services in the cloud");
        assertThat(Stage.reason(apply("v3", Agreement.to(hash(plan))))).contains("what is asked for", "the images");
        assertThat(stage.served("app-api").sole().orElseThrow().value()).isEqualTo(live);
    }

    @Test
    void an_edited_file_is_bad_input_whether_a_plan_could_be_made_or_not() {
        stage.deploy("v1");
        Report plan = plan("v2");
        PlanFile edited = PlanFile.parse(file(plan).text().replace("\"db@2\"", "\"db@1\""))
                .orElseThrow();
        Agreement agreement = new Agreement(Optional.of(hash(plan)), Optional.of(edited));
        int before = stage.cloud.history().size();

        assertThatThrownBy(() -> apply("v2", agreement))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("plan-file")
                .hasMessageContaining("services[0].next.secrets.DATABASE_URL: 'db@1' in the plan file, 'db@2' now");
        stage.missing.add(Sample.image("backend", "v2"));
        assertThatThrownBy(() -> apply("v2", agreement)).isInstanceOf(InvalidInput.class);
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void every_outcome_gives_every_output() {
        stage.deploy("v1");
        List<Report> reports = new ArrayList<>(List.of(stage.deploy("v2"), plan("v3")));
        stage.cloud.behave("v3", Behaviour.UNHEALTHY);
        reports.add(stage.deploy("v3"));
        stage.missing.add(Sample.image("backend", "v4"));
        reports.add(stage.deploy("v4"));
        stage.deploy("v5");
        reports.add(stage.rollback(""));
        reports.add(stage.rollback("v2"));

        assertThat(reports)
                .extracting(Stage::outcome)
                .containsExactly("released", "planned", "rolled-back", "refused", "rolled-back", "refused");
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.outputs())
                        .containsKeys(
                                "outcome", "revision", "previous-revision", "url", "tag-url", "plan-hash", "report"));
        assertThat(reports.stream().filter(report -> !Stage.outcome(report).equals("refused")))
                .allSatisfy(report -> assertThat(List.of("revision", "previous-revision", "plan-hash"))
                        .allSatisfy(output ->
                                assertThat(report.outputs().get(output)).isNotBlank()));
        assertThat(reports.getFirst().outputs().get("tag-url")).startsWith("http://");
        assertThat(reports.get(4).outputs().get("tag-url")).startsWith("http://");
    }

    @Test
    void a_service_that_is_being_deleted_is_waited_for_and_not_touched() {
        stage.deploy("v1");
        int before = stage.cloud.history().size();
        stage.cloud.set("app-api", new Traits(true, "", false, 100, Map.of(), true));

        assertThatThrownBy(() -> stage.deploy("v2"))
                .isInstanceOf(dev.greenlight.report.ExternalFailure.class)
                .hasMessageContaining("it is being deleted");
        assertThatThrownBy(() -> stage.rollback(""))
                .isInstanceOf(dev.greenlight.report.ExternalFailure.class)
                .hasMessageContaining("it is being deleted");
        assertThat(stage.cloud.history()).hasSize(before);
    }
}
