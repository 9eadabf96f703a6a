package dev.greenlight.releases.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TurnGateTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final ServiceName API = new ServiceName("api");
    private static final RevisionName ONE = new RevisionName("api-1");
    private static final RevisionName TWO = new RevisionName("api-2");

    private static Owner run(long id, int attempt) {
        return Owner.of(new Owner.WorkflowRun("acme/app", id, attempt), "anna");
    }

    private static Good good(String version, Owner owner) {
        return new Good(ONE, version, "image", NOON, owner);
    }

    private static Journal locked(Owner owner) {
        return Journal.EMPTY.intending(new Intent("v2", TWO, Traffic.all(ONE), Percent.NONE, NOON, owner));
    }

    private static TurnGate gate(Owner owner, boolean force, Duration age, Liveness other, Map<String, Order> orders) {
        return new TurnGate("v2", owner, force, new Circumstances(NOON.plus(age), Map.of(run(7, 1), other), orders));
    }

    @ParameterizedTest
    @CsvSource({
        // the other's state, age in minutes, force, refused
        "running, 1, false, true",
        "running, 1, true, true",
        "running, 600, true, true",
        "ended, 1, false, false",
        "unknown, 1, false, true",
        "unknown, 360, false, true",
        "unknown, 361, false, false",
        "unknown, 1, true, false",
    })
    void a_lock_is_taken_over_from_the_dead_only(String state, int minutes, boolean force, boolean refused) {
        Liveness liveness = switch (state) {
            case "running" -> new Liveness.Running();
            case "ended" -> new Liveness.Ended();
            default -> new Liveness.Unknown("no token");
        };

        TurnGate.Turn turn = gate(run(8, 1), force, Duration.ofMinutes(minutes), liveness, Map.of())
                .judge(API, locked(run(7, 1)), Optional.empty());

        assertThat(turn.refusals()).hasSize(refused ? 1 : 0);
        assertThat(turn.notes()).hasSize(refused ? 0 : 1);
    }

    @Test
    void a_refusal_names_owner_link_and_age() {
        TurnGate.Turn turn = gate(run(8, 1), false, Duration.ofMinutes(75), new Liveness.Running(), Map.of())
                .judge(API, locked(run(7, 1)), Optional.empty());

        assertThat(turn.refusals())
                .containsExactly(
                        "api is locked by the release of v2 by acme/app/actions/runs/7/attempts/1 by anna, begun 1 h 15 min ago,"
                                + " which is still running; wait for it, cancel it, or use the rollback action, which does not wait");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h 0 min", "-5, 0 s"})
    void an_age_is_told_in_its_largest_units(int seconds, String words) {
        TurnGate.Turn turn = gate(run(8, 1), false, Duration.ofSeconds(seconds), new Liveness.Running(), Map.of())
                .judge(API, locked(run(7, 1)), Optional.empty());

        assertThat(turn.refusals()).singleElement().asString().contains(", begun " + words + " ago,");
    }

    @Test
    void another_job_of_the_same_run_is_another_release() {
        TurnGate.Turn turn = gate(run(7, 1), false, Duration.ZERO, new Liveness.Running(), Map.of())
                .judge(API, locked(run(7, 1)), Optional.empty());

        assertThat(turn.refusals()).singleElement().asString().contains("is locked by", "which is still running");
    }

    @Test
    void a_later_attempt_of_the_same_run_takes_its_own_lock() {
        TurnGate.Turn turn = gate(run(7, 2), false, Duration.ZERO, new Liveness.Running(), Map.of())
                .judge(API, locked(run(7, 1)), Optional.empty());

        assertThat(turn.refusals()).isEmpty();
        assertThat(turn.notes()).singleElement().asString().contains("takes it up again");
    }

    @ParameterizedTest
    @CsvSource({
        // how v2 stands to the serving v1, the serving one's run, refused (this is run 8)
        "OLDER, 7, true",
        "NEWER, 9, false",
        "SAME, 9, false",
        "DIVERGED, 7, false",
        "DIVERGED, 9, true",
        "UNKNOWN, 7, false",
        "UNKNOWN, 9, true",
        "UNKNOWN, 8, false",
    })
    void an_older_commit_never_overtakes_a_newer_one(Order order, long servingRun, boolean refused) {
        Optional<Good> serving = Optional.of(good("v1", run(servingRun, 1)));
        Map<String, Order> orders = Map.of("v1", order);

        assertThat(gate(run(8, 1), false, Duration.ZERO, new Liveness.Ended(), orders)
                        .judge(API, Journal.EMPTY, serving)
                        .refusals())
                .hasSize(refused ? 1 : 0);
        assertThat(gate(run(8, 1), true, Duration.ZERO, new Liveness.Ended(), orders)
                        .judge(API, Journal.EMPTY, serving)
                        .refusals())
                .isEmpty();
    }

    @Test
    void runs_of_another_repository_say_nothing() {
        Owner elsewhere = Owner.of(new Owner.WorkflowRun("acme/other", 99, 1), "ben");

        assertThat(gate(run(8, 1), false, Duration.ZERO, new Liveness.Ended(), Map.of())
                        .judge(API, Journal.EMPTY, Optional.of(good("v1", elsewhere)))
                        .refusals())
                .isEmpty();
    }

    @Test
    void what_is_older_than_a_withdrawn_release_stays_behind_it_too() {
        Journal journal =
                Journal.EMPTY.withdrew(new Withdrawal(TWO, "v3", ONE, "anna", "slow", NOON), good("v1", run(1, 1)));
        Map<String, Order> orders = Map.of("v1", Order.NEWER, "v3", Order.OLDER);

        assertThat(gate(run(8, 1), false, Duration.ZERO, new Liveness.Ended(), orders)
                        .judge(API, journal, Optional.of(good("v1", run(1, 1))))
                        .refusals())
                .singleElement()
                .asString()
                .contains("version v2 is older than v3");
    }

    @Test
    void what_serves_may_always_be_released_again() {
        Journal journal =
                Journal.EMPTY.withdrew(new Withdrawal(TWO, "v3", ONE, "anna", "", NOON), good("v2", run(9, 1)));

        assertThat(gate(run(8, 1), false, Duration.ZERO, new Liveness.Ended(), Map.of("v3", Order.OLDER))
                        .judge(API, journal, Optional.of(good("v2", run(9, 1))))
                        .refusals())
                .isEmpty();
    }
}
