package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Environment;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.SecretVersion;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rollback looks whether its target can still start, before it moves anything. */
class RollbackTargetTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void three_releases() {
        stage.deploy("v1");
        stage.deploy("v2");
        stage.deploy("v3");
    }

    private Report refused() {
        int before = stage.cloud.history().size();
        Report report = stage.rollback("");
        assertThat(Stage.outcome(report)).isEqualTo("refused");
        assertThat(stage.cloud.history()).hasSize(before);
        return report;
    }

    @Test
    void a_target_whose_image_is_gone_is_refused_with_the_next_good_one() {
        stage.missing.add(Sample.image("frontend", "v2"));

        assertThat(Stage.reason(refused()))
                .contains("app-web could not serve from app-web-v2-", "is not in the registry any more")
                .contains("the next good one is v1 (input 'to')");
        assertThat(Stage.outcome(stage.rollback("v1"))).isEqualTo("rolled-back");
    }

    @Test
    void what_could_not_serve_either_is_not_offered() {
        stage.missing.add(Sample.image("frontend", "v2"));
        stage.missing.add(Sample.image("backend", "v1"));

        assertThat(Stage.reason(refused())).doesNotContain("the next good one");
    }

    @Test
    void a_target_whose_secret_version_is_disabled_or_gone_is_refused() {
        stage.secrets = List.of(new SecretVersion(3, true), new SecretVersion(2, false));
        assertThat(Stage.reason(refused()))
                .contains("secret db", "which it needs to start, does not exist or is not enabled");

        stage.secrets = List.of();
        assertThat(Stage.reason(refused())).contains("does not exist or is not enabled");
    }

    @Test
    void what_is_left_need_not_be_able_to_start() {
        stage.missing.add(Sample.image("backend", "v3"));

        assertThat(Stage.outcome(stage.rollback(""))).isEqualTo("rolled-back");
    }

    @Test
    void a_registry_that_does_not_answer_does_not_stop_a_rollback() {
        stage.registryTrouble = new ExternalFailure("ask the registry", "it could not be reached", "wait");

        assertThat(Stage.outcome(stage.rollback(""))).isEqualTo("rolled-back");
        assertThat(stage.progress.lines)
                .anySatisfy(
                        line -> assertThat(line).contains("was not answered by the registry", "the rollback goes on"));
    }

    @Test
    void an_image_elsewhere_is_not_asked_for_and_that_is_said() {
        Environment plain = Sample.environment();
        Environment other = new Environment(
                plain.name(), plain.project(), plain.regions(), "localhost:5000/p1/other", plain.services());

        Report report =
                stage.releases().rollback(new RollbackRequest(Sample.project(), other, "", false), "anna", "", false);

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(stage.progress.lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("was not asked: localhost:5000/p1/r/backend@sha256:", "the rollback goes on"));
    }

    @Test
    void a_secret_that_cannot_be_asked_after_is_said_and_the_rollback_goes_on() {
        stage.cloud.unasked("app-api", "projects/other/secrets/cert@3");

        assertThat(Stage.outcome(stage.rollback(""))).isEqualTo("rolled-back");
        assertThat(stage.progress.lines)
                .anySatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "whether secret projects/other/secrets/cert@3, which app-api-v2-",
                                        "was not asked: it is another project's, or its version is an alias; the rollback goes on"));
    }

    @Test
    void a_dry_run_looks_too() {
        stage.missing.add(Sample.image("frontend", "v2"));

        Report report = stage.releases()
                .rollback(new RollbackRequest(Sample.project(), Sample.environment(), "", false), "anna", "", true);

        assertThat(Stage.outcome(report)).isEqualTo("refused");
    }
}
