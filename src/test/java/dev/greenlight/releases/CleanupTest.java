package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Past revisions go after a finished release, and never one that is needed. */
class CleanupTest {
    private final Stage stage = new Stage();

    @BeforeEach
    void two_past_releases_are_kept() {
        Project sample = Sample.project();
        stage.project = new Project(
                sample.services(),
                sample.environments(),
                new ReleasePolicy(sample.release().steps(), sample.release().gate(), 2));
    }

    private void releases(int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(Stage.outcome(stage.deploy("v" + i))).isEqualTo("released");
        }
    }

    private List<String> versions() {
        return stage.cloud.revisions(new ServiceName("app-api")).stream()
                .map(RevisionState::name)
                .map(RevisionName::value)
                .map(name -> name.replaceAll("^app-api-(v[0-9]+)-.*", "$1"))
                .toList();
    }

    private List<String> good() {
        return Journal.parse(stage.state("app-api").annotations()).good().stream()
                .map(good -> good.version())
                .toList();
    }

    private RevisionName named(String version) {
        return stage.cloud.revisions(new ServiceName("app-api")).stream()
                .map(RevisionState::name)
                .filter(name -> name.value().startsWith("app-api-" + version + "-"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void revisions_beyond_those_kept_are_deleted_and_the_record_does_not_name_them() {
        releases(1, 5);

        assertThat(versions()).containsExactly("v3", "v4", "v5");
        assertThat(good()).containsExactly("v5", "v4", "v3");
        assertThat(Stage.outcome(stage.rollback("v3"))).isEqualTo("rolled-back");
    }

    @Test
    void the_plan_names_what_will_be_deleted_and_deletes_no_more() {
        releases(1, 3);
        Report plan = stage.releases()
                .deploy(
                        Sample.request(stage.project, "v4", false),
                        true,
                        dev.greenlight.releases.agreement.Agreement.ANY);

        assertThat(plan.outputs().getOrDefault("changes", ""))
                .contains("past revisions", named("v1").value());
        assertThat(plan.files().toString()).contains("delete past revisions beyond the 2 that are kept");
        assertThat(versions()).contains("v1");
    }

    @Test
    void what_a_person_has_tagged_stays() {
        releases(1, 2);
        Traffic now = stage.served("app-api");
        stage.cloud.setTrafficBehindTheBack("app-api", now.tagged(new Tag("demo"), named("v1")));

        releases(3, 6);

        assertThat(versions()).containsExactly("v1", "v4", "v5", "v6");
        assertThat(stage.served("app-api").tags()).containsEntry(new Tag("demo"), named("v1"));
    }

    @Test
    void what_was_rolled_back_and_is_held_stays() {
        releases(1, 2);
        stage.rollback("");

        releases(3, 7);

        assertThat(versions()).contains("v2").doesNotContain("v1", "v3");
    }

    @Test
    void a_tag_that_appears_between_plan_and_deletion_saves_its_revision() {
        releases(1, 3);
        RevisionName first = named("v1");
        // The last change of the release is the record; the person is quicker than the deletion.
        stage.cloud.afterRecord(() -> stage.cloud.setTrafficBehindTheBack(
                "app-api", stage.served("app-api").tagged(new Tag("keep-me"), first)));

        releases(4, 4);

        assertThat(versions()).contains("v1");
    }

    @Test
    void revisions_that_others_made_stay() {
        releases(1, 1);
        stage.cloud.unmark(named("v1"));

        releases(2, 6);

        assertThat(versions()).containsExactly("v1", "v4", "v5", "v6");
    }

    @Test
    void a_deletion_that_fails_is_warned_of_and_made_up_for_later() {
        releases(1, 3);
        stage.cloud.onDeletion(revision -> Optional.of(new Reply.Busy("UNAVAILABLE")));

        releases(4, 4);

        assertThat(stage.progress.lines)
                .anySatisfy(words -> assertThat(words).contains("past revisions of app-api were left", "UNAVAILABLE"));
        assertThat(versions()).contains("v1");
        stage.cloud.onDeletion(revision -> Optional.empty());
        releases(5, 5);
        assertThat(versions()).containsExactly("v3", "v4", "v5");
    }

    @Test
    void even_a_defect_in_cleaning_does_not_take_the_release_back() {
        releases(1, 3);
        stage.cloud.onDeletion(revision -> {
            throw new IllegalStateException("a defect");
        });

        releases(4, 4);

        assertThat(stage.serves("app-api")).isEqualTo("v4");
    }
}
