package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.Sample;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release relies on. */
public abstract class CloudRunContract {
    protected static final ServiceName WEB = new ServiceName("web");
    private static final RevisionName ONE = new RevisionName("web-one");
    private static final RevisionName TWO = new RevisionName("web-two");

    protected abstract CloudRun cloud();

    protected abstract Jobs jobs();

    protected abstract Pace pace();

    @Test
    void what_does_not_exist_is_empty() {
        assertThat(cloud().service(WEB)).isEmpty();
        assertThat(cloud().revisions(WEB)).isEmpty();
    }

    @Test
    void a_new_service_is_closed_and_serves_its_named_revision() {
        ServiceState state = create();

        assertThat(cloud().isPublic(WEB)).isFalse();
        assertThat(state.url()).isPresent();
        assertThat(state.wished()).contains(Traffic.all(ONE).tagged(Tag.CANDIDATE, ONE));
        assertThat(state.consistent()).isTrue();
        assertThat(state.served().url(Tag.CANDIDATE)).isPresent();
        assertThat(state.annotations()).containsEntry("greenlight.dev/intent", "{}");
        assertThat(state.readiness().latestReady()).contains(ONE);
        assertThat(cloud().revisions(WEB)).singleElement().satisfies(revision -> {
            assertThat(revision.name()).isEqualTo(ONE);
            assertThat(revision.ready()).isTrue();
            assertThat(revision.annotations()).containsEntry("greenlight.dev/version", "web-one");
            assertThat(revision.contents().env()).containsExactlyEntriesOf(Map.of("A", "1"));
            assertThat(revision.etag()).isNotEmpty();
        });
    }

    @Test
    void it_opens_and_closes_any_number_of_times() {
        create();

        cloud().open(WEB);
        cloud().open(WEB);
        assertThat(cloud().isPublic(WEB)).isTrue();
        cloud().close(WEB);
        cloud().close(WEB);
        assertThat(cloud().isPublic(WEB)).isFalse();
    }

    @Test
    void creating_what_exists_is_a_conflict() {
        create();

        assertThat(cloud().create(WEB, draft(ONE), Traffic.all(ONE), Map.of())).isInstanceOf(Reply.Conflict.class);
    }

    @Test
    void a_revision_comes_without_traffic_under_its_tag() {
        ServiceState staged = stage(create());

        assertThat(staged.served().traffic()).contains(Traffic.all(ONE).tagged(Tag.CANDIDATE, TWO));
        assertThat(staged.readiness().latestCreated()).contains(TWO);
    }

    @Test
    void traffic_moves_in_shares_with_what_is_noted() {
        ServiceState staged = stage(create());
        Traffic half = new Traffic(Map.of(ONE, new Percent(50), TWO, new Percent(50)), Map.of(new Tag("blue"), ONE));

        ServiceState moved = done(new Settling(cloud(), pace(), Duration.ofSeconds(30))
                .shift(staged, state -> ServiceChange.of(state, half, Map.of("greenlight.dev/good", "[]"))));

        assertThat(moved.served().traffic()).contains(half);
        assertThat(moved.served().urls()).containsOnlyKeys(new Tag("blue"));
        assertThat(moved.annotations())
                .containsEntry("greenlight.dev/good", "[]")
                .doesNotContainKey("greenlight.dev/intent");
    }

    @Test
    void a_change_decided_on_an_older_state_is_a_conflict() {
        ServiceState first = create();
        stage(first);

        assertThat(cloud().change(ServiceChange.of(first, Traffic.all(ONE), Map.of())))
                .isInstanceOf(Reply.Conflict.class);
    }

    @Test
    void a_revision_is_deleted_once_nothing_leads_to_it_and_not_before() {
        ServiceState staged = stage(create());
        assertThat(cloud().delete(WEB, revision(ONE))).as("it serves").isInstanceOf(Reply.Busy.class);
        assertThat(cloud().delete(WEB, revision(TWO))).as("the newest").isInstanceOf(Reply.Busy.class);
        Traffic tagged = Traffic.all(TWO).tagged(new Tag("blue"), ONE);
        ServiceState moved = move(staged, tagged);
        assertThat(cloud().delete(WEB, revision(ONE))).as("it has a tag").isInstanceOf(Reply.Busy.class);
        move(moved, Traffic.all(TWO));
        RevisionState one = revision(ONE);

        assertThat(cloud().delete(WEB, one)).isInstanceOf(Reply.Accepted.class);

        assertThat(cloud().revisions(WEB)).extracting(RevisionState::name).containsExactly(TWO);
    }

    private RevisionState revision(RevisionName name) {
        return cloud().revisions(WEB).stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ServiceState move(ServiceState from, Traffic traffic) {
        return done(new Settling(cloud(), pace(), Duration.ofSeconds(30))
                .shift(from, state -> ServiceChange.of(state, traffic, state.annotations())));
    }

    @Test
    void a_deleted_service_goes_away() {
        ServiceState state = create();

        assertThat(cloud().delete(WEB, state.mark().etag())).isInstanceOf(Reply.Accepted.class);
        for (int i = 0; i < 300 && cloud().service(WEB).isPresent(); i++) {
            pace().pause(Duration.ofMillis(100));
        }
        assertThat(cloud().service(WEB)).isEmpty();
    }

    @Test
    void a_service_that_has_changed_since_the_look_at_it_is_not_deleted() {
        ServiceState looked = create();
        ServiceState changed =
                move(looked, Traffic.all(ONE).tagged(Tag.CANDIDATE, ONE).tagged(new Tag("mine"), ONE));

        assertThat(cloud().delete(WEB, looked.mark().etag())).isInstanceOf(Reply.Conflict.class);

        assertThat(cloud().service(WEB).map(ServiceState::wished)).contains(changed.wished());
    }

    @Test
    void a_job_runs_and_runs_again_changed() {
        JobDraft draft = new JobDraft(
                "web-migrate",
                WEB,
                Sample.image("backend", "v1"),
                List.of("migrate"),
                Map.of("A", "1"),
                Map.of(),
                Duration.ofMinutes(1));

        assertThat(jobs().run(draft)).isInstanceOf(JobEnding.Succeeded.class);
        assertThat(jobs().run(draft.withEnv(Map.of("A", "2")))).isInstanceOf(JobEnding.Succeeded.class);
    }

    protected ServiceState create() {
        assertThat(cloud().create(
                                WEB,
                                draft(ONE),
                                Traffic.all(ONE).tagged(Tag.CANDIDATE, ONE),
                                Map.of("greenlight.dev/intent", "{}")))
                .isInstanceOf(Reply.Accepted.class);
        return done(new Settling(cloud(), pace(), Duration.ofSeconds(30))
                .created(
                        WEB,
                        state -> true,
                        state -> state.consistent() && state.readiness().settled(),
                        state -> Optional.empty()));
    }

    private ServiceState stage(ServiceState first) {
        Traffic traffic = Traffic.all(ONE).tagged(Tag.CANDIDATE, TWO);
        return done(new Settling(cloud(), pace(), Duration.ofSeconds(30))
                .apply(
                        first,
                        state -> ServiceChange.of(state, traffic, state.annotations())
                                .with(draft(TWO)),
                        state -> state.consistent()
                                && state.readiness().settled()
                                && state.readiness().latestReady().equals(Optional.of(TWO)),
                        state -> Optional.empty()));
    }

    private static ServiceState done(Settling.Result result) {
        assertThat(result).isInstanceOf(Settling.Result.Done.class);
        return ((Settling.Result.Done) result).state();
    }

    protected static RevisionDraft draft(RevisionName name) {
        return new RevisionDraft(
                name,
                Sample.image("backend", name.value()),
                8000,
                Map.of("A", "1"),
                Map.of(),
                Map.of("greenlight.dev/version", name.value()));
    }
}
