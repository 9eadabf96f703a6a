package dev.greenlight.releases.plan;

import static dev.greenlight.releases.plan.Worlds.all;
import static dev.greenlight.releases.plan.Worlds.good;
import static dev.greenlight.releases.plan.Worlds.name;
import static dev.greenlight.releases.plan.Worlds.snapshot;
import static dev.greenlight.releases.plan.Worlds.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.Sample;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackPlannerTest {
    private static final View WEB = view(
            "app-web",
            all("app-web-v2-g", "blue=app-web-v1-b", "green=app-web-v2-g"),
            good("app-web-v1-b", "app-web-v2-g"),
            "app-web-v1-b",
            "app-web-v2-g");

    private static View api(Traffic traffic, Journal journal) {
        return view(
                "app-api",
                traffic,
                journal,
                "app-api-v0-g",
                "app-api-v1-b",
                "app-api-v2-g",
                "app-api-broken-b",
                "app-api-x");
    }

    private static View api() {
        return api(
                all("app-api-v2-g", "blue=app-api-v1-b", "green=app-api-v2-g"), good("app-api-v1-b", "app-api-v2-g"));
    }

    @Test
    void it_leads_to_the_last_good_release_front_end_first() {
        RollbackPlan plan = ready("", snapshot(api(), WEB));

        assertThat(plan.version()).isEqualTo("v1");
        assertThat(plan.moves()).extracting(move -> move.name().value()).containsExactly("app-web", "app-api");
        assertThat(plan.moves())
                .extracting(RollbackPlan.Move::goal)
                .containsExactly(
                        all("app-web-v1-b", "blue=app-web-v1-b", "green=app-web-v2-g"),
                        all("app-api-v1-b", "blue=app-api-v1-b", "green=app-api-v2-g"));
        assertThat(plan.moves()).allMatch(RollbackPlan.Move::needed);
        assertThat(plan.moves()).extracting(RollbackPlan.Move::fromVersion).containsOnly("v2");
    }

    @Test
    void during_a_release_it_leads_to_what_served_before_and_leaves_the_new_one() {
        Traffic half = new Traffic(
                Map.of(name("app-api-v1-b"), new Percent(90), name("app-api-v2-g"), new Percent(10)), Map.of());
        Journal journal = good("app-api-v1-b")
                .intending(new Intent(
                        "v2", name("app-api-v2-g"), all("app-api-v1-b"), Percent.NONE, Worlds.NOON, new Owner("run")));

        RollbackPlan plan = ready("", snapshot(api(half, journal), WEB));

        RollbackPlan.Move move = plan.moves().getLast();
        assertThat(move.target().revision()).isEqualTo(name("app-api-v1-b"));
        assertThat(move.from()).isEqualTo(name("app-api-v2-g"));
    }

    @Test
    void a_release_that_was_killed_before_its_revision_was_made_is_taken_back_all_the_same() {
        Traffic served = all("app-api-v1-b", "blue=app-api-v1-b");
        Journal journal = good("app-api-v1-b")
                .intending(new Intent("v3", name("app-api-v3-g"), served, Percent.NONE, Worlds.NOON, new Owner("run")));

        RollbackPlan.Move move =
                ready("", snapshot(api(served, journal), WEB)).moves().getLast();

        assertThat(move.goal()).as("no tag leads to what does not exist").isEqualTo(served);
        assertThat(move.needed()).as("its lock is taken off").isTrue();
        assertThat(move.fromVersion()).as("it is held").isEqualTo("v3");
    }

    @Test
    void the_target_gets_its_own_colour_wherever_that_was() {
        View old = api(
                all("app-api-v2-g", "blue=app-api-v1-b", "green=app-api-v2-g", "candidate=app-api-broken-b"),
                good("app-api-v0-g", "app-api-v1-b", "app-api-v2-g"));
        View web = view("app-web", all("app-web-v2-g"), good("app-web-v0-g"), "app-web-v0-g", "app-web-v2-g");

        RollbackPlan plan = ready("v0", snapshot(old, web));

        assertThat(plan.moves().getLast().goal())
                .isEqualTo(all("app-api-v0-g", "green=app-api-v0-g", "blue=app-api-v2-g"));
    }

    @Test
    void a_revision_may_be_named_and_the_others_follow_its_version() {
        RollbackPlan plan = ready("app-web-v1-b", snapshot(api(), WEB));

        assertThat(plan.moves())
                .extracting(move -> move.target().revision().value())
                .containsExactly("app-web-v1-b", "app-api-v1-b");
    }

    @Test
    void a_release_that_the_record_has_lost_is_found_by_its_revision() {
        RollbackPlan plan = ready("v1", snapshot(api(all("app-api-v2-g"), Journal.EMPTY), WEB));

        assertThat(plan.moves().getLast().target().revision()).isEqualTo(name("app-api-v1-b"));
    }

    @Test
    void a_part_that_is_there_already_stays() {
        View there = view("app-web", all("app-web-v1-b", "blue=app-web-v1-b"), good("app-web-v1-b"), "app-web-v1-b");

        RollbackPlan plan = ready("v1", snapshot(api(), there));

        assertThat(plan.moves()).extracting(RollbackPlan.Move::needed).containsExactly(false, true);
    }

    @Test
    void where_there_is_no_way_it_says_why() {
        View web = view("app-web", all("app-web-v2-g"), good("app-web-v2-g"), "app-web-v2-g");

        assertThat(refused("", snapshot(api(all("app-api-v1-b"), good("app-api-v1-b")), WEB)))
                .singleElement()
                .asString()
                .startsWith(
                        "no good release before the serving one is recorded for app-api; name a revision or a version in input 'to'"
                                + "; ready revisions: app-api-v0-g of 2026-11-24T12:00:00Z, ")
                .doesNotContain("app-api-v1-b", "broken");
        assertThat(refused("v1", snapshot(api(), web)))
                .singleElement()
                .asString()
                .contains("app-web has no revision of version v1");
        assertThat(refused("v7", snapshot(api(), WEB)).getFirst()).contains("to: 'v7' is not accepted", "v2, v1");
        assertThat(refused("v2", snapshot(api(), WEB)).getFirst()).contains("serves everything already");
        assertThat(refused("app-api-x", snapshot(api(), WEB)).getFirst()).contains("app-web has no revision");
        assertThat(refused("app-api-broken-b", snapshot(api(), WEB)).toString()).contains("is not ready to serve");
        assertThat(refused("", snapshot(View.NONE, WEB))).contains("service app-api does not exist");
    }

    @Test
    void a_recorded_revision_that_was_deleted_is_no_target() {
        View gone = view("app-api", all("app-api-v2-g"), good("app-api-v1-b", "app-api-v2-g"), "app-api-v2-g");

        assertThat(refused("", snapshot(gone, WEB)).getFirst())
                .contains("app-api-v1-b of app-api does not exist any more");
    }

    private static Planned<RollbackPlan> plan(String to, Snapshot world) {
        return RollbackPlanner.plan(new RollbackRequest(Sample.project(), Sample.environment(), to, false), world);
    }

    private static RollbackPlan ready(String to, Snapshot world) {
        return switch (plan(to, world)) {
            case Planned.Ready<RollbackPlan>(RollbackPlan plan) -> plan;
            case Planned.Refused<RollbackPlan>(List<String> reasons) -> throw new AssertionError(reasons);
            case Planned.Invalid<RollbackPlan>(InvalidInput.Fault fault) -> throw new AssertionError(fault);
        };
    }

    private static List<String> refused(String to, Snapshot world) {
        return switch (plan(to, world)) {
            case Planned.Ready<RollbackPlan>(RollbackPlan plan) -> throw new AssertionError(plan);
            case Planned.Refused<RollbackPlan>(List<String> reasons) -> reasons;
            case Planned.Invalid<RollbackPlan>(InvalidInput.Fault fault) -> List.of(fault.toString());
        };
    }
}
