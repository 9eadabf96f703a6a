package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.SecretVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused before anything changes. */
class RefusedReleaseTest {
    private final Stage stage = new Stage();

    @Test
    void a_missing_image_a_missing_secret_and_a_held_version_are_all_said_at_once() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");
        stage.missing.add(Sample.image("backend", "v2"));
        stage.secrets = List.of();
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report))
                .contains("not in its registry")
                .contains("secret db does not exist")
                .contains("was rolled back by anna")
                .contains("because");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void force_releases_a_held_version_and_a_newer_one_needs_none() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");

        assertThat(Stage.outcome(stage.deploy("v2"))).isEqualTo("refused");
        assertThat(Stage.outcome(stage.deploy(Sample.request("v2", true)))).isEqualTo("released");
        assertThat(Stage.outcome(stage.deploy("v3"))).isEqualTo("released");
    }

    @Test
    void a_split_that_no_record_explains_is_refused() {
        stage.deploy("v1");
        RevisionName one = stage.served("app-api").sole().orElseThrow();
        stage.deploy("v2");
        RevisionName two = stage.served("app-api").sole().orElseThrow();
        stage.cloud.setTrafficBehindTheBack(
                "app-api", new Traffic(Map.of(one, new Percent(40), two, new Percent(60)), Map.of()));

        Report report = stage.deploy("v3");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("is split");
    }

    @Test
    void an_older_commit_is_refused_before_anything_changes() {
        stage.deploy("v1");
        stage.deploy("v3");
        stage.orders.put("v2 to v3", Order.OLDER);
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("version v2 is older than v3");
        assertThat(stage.cloud.history()).hasSize(before);
    }

    @Test
    void a_release_without_a_way_back_is_refused_unless_forced() {
        stage.deploy("v1");
        stage.missing.add(Sample.image("backend", "v1"));
        int before = stage.cloud.history().size();

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report))
                .contains("app-api could not come back to app-api-v1-", "not in the registry any more");
        assertThat(stage.cloud.history()).hasSize(before);
        assertThat(Stage.outcome(stage.deploy(Sample.request("v2", true)))).isEqualTo("released");
    }

    @Test
    void a_secret_that_the_serving_revision_needs_must_still_be_there() {
        stage.deploy("v1");
        stage.secrets = List.of(new SecretVersion(4, true), new SecretVersion(2, false));

        Report report = stage.deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("secret db@2, which it needs to start");
    }

    @Test
    void a_service_that_the_internet_cannot_reach_is_refused_even_with_force() {
        stage.deploy("v1");
        stage.cloud.set("app-api", new Traits(false, "its ingress is INGRESS_TRAFFIC_INTERNAL_ONLY", false, 100));

        Report report = stage.deploy(Sample.request("v2", true));

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report)).contains("could not be checked from here", "INTERNAL_ONLY", "--ingress=all");
    }
}
