package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.report.Report;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release that was rolled back, asked for again under another name. */
class HeldReleaseTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void v2_is_rolled_back() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.rollback("");
    }

    private Report deploy(String version, String backend, String frontend, boolean force) {
        return stage.deploy(new ReleaseRequest(
                Sample.project(),
                Sample.environment(),
                Map.of("backend", Sample.image("backend", backend), "frontend", Sample.image("frontend", frontend)),
                version,
                force,
                new Owner("run 2")));
    }

    @Test
    void the_same_images_are_held_under_whatever_name() {
        Report report = deploy("build-17", "v2", "v2", false);

        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(Stage.reason(report))
                .contains(
                        "version build-17 has the image of version v2 that was rolled back by anna",
                        "(because)",
                        "set force to true");
        assertThat(Stage.outcome(deploy("build-17", "v2", "v2", true))).isEqualTo("released");
        assertThat(Stage.outcome(deploy("build-18", "v2", "v2", false)))
                .as("it serves")
                .isEqualTo("released");
    }

    @Test
    void one_new_image_makes_a_new_release() {
        assertThat(Stage.outcome(deploy("v3", "v3", "v2", false))).isEqualTo("released");
    }

    @Test
    void an_image_that_was_good_before_is_not_held() {
        deploy("v3", "v1", "v3", false);
        stage.rollback("");

        assertThat(Stage.outcome(deploy("v4", "v1", "v4", false)))
                .as("the back end's is that of the release before, too")
                .isEqualTo("released");
    }

    @Test
    void the_same_commit_is_held_under_another_name() {
        stage.orders.put("v2-again to v2", Order.SAME);

        Report report = deploy("v2-again", "v9", "v9", false);

        assertThat(Stage.reason(report))
                .contains("version v2-again, which is the commit of v2, of app-api was rolled back");
    }
}
