package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The doors to the cloud, from inputs to report, on the local cloud. */
class CloudDoorsCloudIT extends DoorsOnTheCloud {
    @Test
    void two_deploys_and_a_rollback_and_an_image_that_the_registry_lacks() throws IOException {
        Report first = deploy("v1", digest());
        assertThat(first.outputs()).as(progress.toString()).containsEntry("outcome", "released");
        assertThat(first.outputs().get("revision")).startsWith("dreams-backend-v1-");
        assertThat(first.outputs().get("url")).startsWith("http://127.0.0.1:279");

        assertThat(deploy("v2", digest()).outputs()).containsEntry("outcome", "released");

        Report refused = deploy("v3", "sha256:" + "0".repeat(64));
        assertThat(refused.outputs()).containsEntry("outcome", "refused");
        assertThat(refused.data().get("reason")).asString().contains("not in its registry");

        Report back = open(new RollbackDoor(), Map.of("reason", "for the test"));
        assertThat(back.outputs())
                .containsEntry("outcome", "rolled-back")
                .containsEntry("version", "v1")
                .containsEntry("revision", String.valueOf(first.outputs().get("revision")));
        assertThat(deploy("v2", digest()).data().get("reason")).asString().contains("was rolled back by anna");
    }

    @Test
    void a_plan_that_was_kept_is_applied_once_and_an_edited_one_never() throws IOException {
        deploy("v1", digest());
        Service before = service();
        Report plan = deploy("v2", digest(), Map.of("mode", "plan"));
        assertThat(plan.outputs().get("changes")).contains("\"what\":\"traffic\"");
        String text = plan.files().getOrDefault("plan.json", "");
        assertThat(text).contains("dreams-backend-v2-").doesNotContain("PRIVATE KEY");
        Files.writeString(workspace.resolve("plan.json"), text);
        Files.writeString(workspace.resolve("edited.json"), text.replace("\"port\" : 8000", "\"port\" : 9000"));
        Map<String, String> agreed =
                Map.of("plan-file", "plan.json", "plan-hash", plan.outputs().get("plan-hash"));

        assertThatThrownBy(() -> deploy("v2", digest(), Map.of("plan-file", "edited.json")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("services[0].next.port: '9000' in the plan file, '8000' now");
        assertThat(service()).isEqualTo(before);
        assertThat(deploy("v2", digest(), agreed).outputs()).containsEntry("outcome", "released");
        assertThat(deploy("v2", digest(), agreed).data().get("reason"))
                .asString()
                .contains("the plan is not the one that was agreed to");
    }

    @Test
    void past_revisions_go_and_those_that_are_kept_stay() throws IOException {
        Files.writeString(
                workspace.resolve("greenlight.yml"),
                Files.readString(workspace.resolve("greenlight.yml"))
                        .replace("steps: [100]", "steps: [100]\n  keep: 1"));
        for (String version : List.of("v1", "v2", "v3", "v4")) {
            assertThat(deploy(version, digest()).outputs()).containsEntry("outcome", "released");
        }

        assertThat(cloud().revisions(new ServiceName("dreams-backend")))
                .extracting(revision -> revision.annotations().get("greenlight.dev/version"))
                .containsExactlyInAnyOrder("v3", "v4");
        assertThat(roll(Map.of()).outputs())
                .containsEntry("outcome", "rolled-back")
                .containsEntry("version", "v3");
    }
}
