package dev.greenlight.releases.plan;

import static dev.greenlight.releases.plan.Plans.ready;
import static dev.greenlight.releases.plan.Plans.request;
import static dev.greenlight.releases.plan.Plans.steps;
import static dev.greenlight.releases.plan.Worlds.ENDED;
import static dev.greenlight.releases.plan.Worlds.all;
import static dev.greenlight.releases.plan.Worlds.good;
import static dev.greenlight.releases.plan.Worlds.name;
import static dev.greenlight.releases.plan.Worlds.settled;
import static dev.greenlight.releases.plan.Worlds.snapshot;
import static dev.greenlight.releases.plan.Worlds.state;
import static dev.greenlight.releases.plan.Worlds.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Deployment;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans for services that nobody has released before, and for what a killed first release left. */
class FirstPlanTest {
    private static final View WEB = settled().view("frontend");

    @Test
    void a_first_release_reserves_the_addresses_it_needs_and_opens_last() {
        assertThat(steps(ready(snapshot(View.NONE, View.NONE))))
                .containsExactly(
                        "app-api Migrate",
                        "app-api Stage",
                        "app-api CheckHealth",
                        "app-web Reserve",
                        "app-web Stage",
                        "app-web CheckHealth",
                        "app-api Shift 100",
                        "app-api Prove",
                        "app-web Shift 100",
                        "app-web Prove",
                        "app-api Open",
                        "app-api Prove",
                        "app-web Open",
                        "app-web Prove",
                        "app-api Record",
                        "app-web Record");
    }

    @Test
    void a_service_that_an_earlier_one_names_is_reserved_first() {
        ReleaseRequest request = request(
                new Deployment("backend", "app-api", Map.of("WEB", "${services.frontend.url}"), Map.of()),
                new Deployment("frontend", "app-web", Map.of("API", "${services.backend.url}"), Map.of()));

        assertThat(steps(ready(request, snapshot(View.NONE, View.NONE))).subList(0, 3))
                .containsExactly("app-web Reserve", "app-api Migrate", "app-api Stage");
    }

    @Test
    void what_a_killed_first_release_left_is_used_or_removed_and_opened_in_the_end() {
        Journal journal = Journal.EMPTY.intending(
                new Intent("v1", name("app-api-v1-b"), all("app-api-v1-b"), Percent.ALL, Worlds.NOON, ENDED));
        ServiceState serving = state("app-api", all("app-api-v1-b"), all("app-api-v1-b"), journal);
        ServiceState dead = new ServiceState(
                serving.name(),
                serving.url(),
                serving.mark(),
                serving.wished(),
                Served.NOTHING,
                serving.annotations(),
                serving.readiness());

        assertThat(steps(ready(snapshot(view(serving, false, "app-api-v1-b"), WEB))))
                .doesNotContain("app-api Shift 10", "app-api Remove")
                .containsSubsequence("app-api Shift 100", "app-api Prove", "app-api Open", "app-api Prove");
        assertThat(steps(ready(snapshot(view(dead, false, "app-api-v1-b"), WEB))))
                .startsWith("app-api Remove", "app-api Migrate")
                .contains("app-api Open");
    }

    @Test
    void a_service_that_its_owner_keeps_closed_stays_closed() {
        View closed = view(
                state("app-api", all("app-api-v1-b"), all("app-api-v1-b"), good("app-api-v1-b")),
                false,
                "app-api-v1-b");

        assertThat(steps(ready(snapshot(closed, WEB))))
                .doesNotContain("app-api Open")
                .contains("app-api Shift 10");
    }
}
