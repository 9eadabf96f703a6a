package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.steps.Settling;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shifts of traffic that fail, hang, drift or are meddled with, and what is made of it. */
class ShiftFaultsCloudIT extends FaultyCloud {
    /** It is sent again only after looking, so that its effect comes once. */
    @ParameterizedTest(name = "{0}: sent {1} times")
    @CsvSource({
        "latency: 300ms,                              1",
        "'fault: error, status: ABORTED',             2",
        "'fault: error, status: RESOURCE_EXHAUSTED',  2",
        "fault: quota,                                2",
        "'fault: error, status: INTERNAL',            2",
        "'fault: error, status: UNAVAILABLE',         2",
        "'fault: error, status: FAILED_PRECONDITION', 2",
        "'fault: error, status: 502',                 2",
        "fault: reset,                                2",
        "fault: lost-answer,                          2",
        "'fault: slow, after: 300ms',                 1",
        "'fault: late-traffic, after: 300ms',         1",
    })
    void a_shift_takes_effect_once(String fault, int sent) {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, " + fault);

        ServiceState after =
                done(settling(10).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())));

        assertThat(after.served().traffic()).contains(Traffic.all(TWO));
        assertThat(after.mark().generation()).isEqualTo(before.mark().generation() + 1);
        assertThat(rule().path("seen").asInt()).isEqualTo(sent);
    }

    /** A conflict says nothing of a lock: what was to be taken off and is still there has not been taken off. */
    @Test
    void a_lock_comes_off_although_the_first_try_meets_a_conflict() {
        Intent lock = new Intent("v2", TWO, Traffic.all(ONE), Percent.ALL, Instant.now(), new Owner("anna"));
        ServiceState locked = done(settling(10)
                .shift(
                        create(),
                        state -> ServiceChange.of(
                                state,
                                Traffic.all(ONE),
                                Journal.EMPTY.intending(lock).writtenTo(state.annotations()))));
        fault("on: " + PATCH + ", calls: 1, fault: error, status: ABORTED");

        ServiceState after = done(settling(5)
                .shift(
                        locked,
                        state -> ServiceChange.of(
                                state, Traffic.all(ONE), Journal.EMPTY.writtenTo(state.annotations()))));

        assertThat(Journal.parse(after.annotations()).intent()).isEmpty();
        assertThat(rule().path("seen").asInt()).isEqualTo(2);
    }

    @Test
    void an_operation_that_never_ends_is_given_up_at_the_limit() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: never-ends");

        Settling.Result result =
                settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words())
                                .isEqualTo("it is not in effect after 1 s: Cloud Run still works on it"));
        heal();
        ServiceState stuck = cloud.service(WEB).orElseThrow();
        assertThat(stuck.readiness().settled()).isFalse();
        assertThat(stuck.consistent()).isFalse();
        assertThat(settling(5).shift(stuck, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .as("a later write frees the service")
                .isInstanceOf(Settling.Result.Done.class);
    }

    @Test
    void a_shift_that_cloud_run_gives_up_fails_at_once_with_its_reason() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: fails, reason: PROGRESS_DEADLINE_EXCEEDED, message: Routes did not settle.");
        Instant start = Instant.now();

        Settling.Result result =
                settling(60).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words()).contains("Routes did not settle."));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        ServiceState after = cloud.service(WEB).orElseThrow();
        assertThat(after.wished()).as("the bad wish stays in the specification").contains(Traffic.all(TWO));
        assertThat(after.served().traffic())
                .as("what served last goes on")
                .contains(before.wished().orElseThrow());
    }

    @Test
    void statuses_that_do_not_follow_the_specification_are_not_taken_for_success() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: drift");

        Settling.Result result =
                settling(1).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        assertThat(result).isInstanceOf(Settling.Result.Failed.class);
        ServiceState after = cloud.service(WEB).orElseThrow();
        assertThat(after.readiness().settled()).isTrue();
        assertThat(after.consistent()).isFalse();
        assertThat(((Settling.Result.Failed) result).words()).contains("web-one 100 %");
    }

    @Test
    void a_change_by_somebody_else_is_not_overwritten() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, fault: moved-by-others, after: 300ms, revision: web-two");
        Traffic half = Traffic.all(ONE).split(TWO, new Percent(50), ONE);
        ServiceState done = done(settling(5).shift(before, state -> ServiceChange.of(state, half, Map.of())));
        for (int i = 0; i < 100 && cloud.service(WEB).orElseThrow().wished().equals(done.wished()); i++) {
            PACE.pause(Duration.ofMillis(20));
        }

        assertThat(settling(5).shift(done, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Overtaken.class,
                        overtaken -> assertThat(overtaken.state().wished()).contains(Traffic.all(TWO)));
    }

    @Test
    void a_change_that_somebody_else_undoes_at_once_is_not_waited_for() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", calls: 1, fault: moved-by-others, after: 0s");
        Instant start = Instant.now();

        Settling.Result result =
                settling(60).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of()));

        // Done when the change was seen before it was undone.
        assertThat(result).isInstanceOfAny(Settling.Result.Overtaken.class, Settling.Result.Done.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void requests_that_take_the_old_way_for_a_while_are_seen_by_who_asks_the_service_itself() throws Exception {
        ServiceState before = staged();
        cloud.open(WEB);
        fault("on: " + PATCH + ", fault: late-routes, after: 700ms");

        assertThat(settling(5).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())))
                .isInstanceOf(Settling.Result.Done.class);

        String url = before.url().orElseThrow().toString();
        assertThat(get(url)).as("Cloud Run says that it is done").isEqualTo("web-one");
        for (int i = 0; i < 100 && !get(url).equals("web-two"); i++) {
            PACE.pause(Duration.ofMillis(50));
        }
        assertThat(get(url)).isEqualTo("web-two");
    }

    @Test
    void a_revision_that_is_gone_cannot_be_returned_to_and_that_is_said_at_once() {
        ServiceState before = staged();
        fault("on: " + PATCH + ", fault: revision-vanishes, after: 0s");
        ServiceState moved =
                done(settling(5).shift(before, state -> ServiceChange.of(state, Traffic.all(TWO), Map.of())));
        for (int i = 0; i < 100 && cloud.revisions(WEB).size() > 1; i++) {
            PACE.pause(Duration.ofMillis(20));
        }
        heal();
        assertThat(cloud.revisions(WEB)).extracting(RevisionState::name).containsExactly(TWO);
        Instant start = Instant.now();

        assertThat(settling(60).shift(moved, state -> ServiceChange.of(state, Traffic.all(ONE), Map.of())))
                .isInstanceOfSatisfying(
                        Settling.Result.Failed.class,
                        failed -> assertThat(failed.words()).contains("Revision 'web-one' not found"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }
}
