package dev.greenlight.releases.plan;

import static dev.greenlight.releases.plan.Plans.refusals;
import static dev.greenlight.releases.plan.Plans.request;
import static dev.greenlight.releases.plan.Worlds.ENDED;
import static dev.greenlight.releases.plan.Worlds.all;
import static dev.greenlight.releases.plan.Worlds.good;
import static dev.greenlight.releases.plan.Worlds.name;
import static dev.greenlight.releases.plan.Worlds.settled;
import static dev.greenlight.releases.plan.Worlds.snapshot;
import static dev.greenlight.releases.plan.Worlds.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.secrets.SecretVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner refuses, and what it pins or checks before it plans. */
class RefusedPlanTest {
    private static final View API = settled().view("backend");
    private static final View WEB = settled().view("frontend");

    @Test
    void both_colours_must_fit_into_the_database() {
        Environment sample = Sample.environment();
        Deployment api = new Deployment("backend", "app-api", Map.of(), Map.of(), Optional.empty(), 5);
        ReleaseRequest request = new ReleaseRequest(
                Sample.project(),
                new Environment(
                        sample.name(),
                        sample.project(),
                        sample.regions(),
                        sample.registry(),
                        Map.of("backend", api),
                        Optional.empty(),
                        999),
                Map.of("backend", Sample.image("backend", "v2")),
                "v2",
                false,
                new Owner("run 1"));

        assertThat(ReleasePlanner.plan(request, settled()))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reasons().toString())
                                .contains("may want 1000 database connections, and the database allows 999"));
    }

    @Test
    void a_killed_release_whose_beginning_is_gone_is_refused() {
        Journal journal = good("app-api-v1-b")
                .intending(
                        new Intent("v9", name("app-api-v9-g"), all("app-api-v1-b"), Percent.ALL, Worlds.NOON, ENDED));

        assertThat(refusals(snapshot(view("app-api", all("app-api-v9-g"), journal, "app-api-v9-g"), WEB)))
                .singleElement()
                .asString()
                .contains("which is not there any more");
    }

    @Test
    void what_forbids_a_release_is_said_all_at_once() {
        Journal held = good("app-api-v1-b")
                .withdrew(
                        new Withdrawal(name("app-api-v2-g"), "v2", name("app-api-v1-b"), "anna", "slow", Worlds.NOON),
                        new Good(name("app-api-v1-b"), "v1", "image", Worlds.NOON, new Owner("run")));
        View api = view("app-api", all("app-api-v1-b"), held, "app-api-v1-b");
        Traffic split = new Traffic(
                Map.of(name("app-web-v1-b"), new Percent(50), name("app-web-v0-g"), new Percent(50)), Map.of());
        Snapshot world = new Snapshot(
                Map.of("backend", api, "frontend", view("app-web", split, Journal.EMPTY, "app-web-v1-b")),
                Set.of(Sample.image("frontend", "v2")),
                Map.of(),
                Worlds.UNASKED);

        assertThat(refusals(world))
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("backend@sha256").contains("not in its registry"),
                        reason -> assertThat(reason).contains("rolled back by anna", "(slow)", "force"),
                        reason -> assertThat(reason).contains("secret db does not exist"),
                        reason -> assertThat(reason).contains("app-web is split"));
        assertThat(ReleasePlanner.plan(Sample.request("v2", true), snapshot(api, WEB)))
                .isInstanceOf(Planned.Ready.class);
    }

    @Test
    void a_service_that_is_being_changed_or_serves_nothing_is_refused() {
        ServiceState settled = API.state().orElseThrow();
        ServiceState busy = new ServiceState(
                settled.name(),
                settled.url(),
                settled.mark(),
                settled.wished(),
                settled.served(),
                settled.annotations(),
                new Readiness(false, List.of(), Optional.empty(), Optional.empty()));
        ServiceState dead = new ServiceState(
                settled.name(),
                settled.url(),
                settled.mark(),
                settled.wished(),
                Served.NOTHING,
                Map.of(),
                settled.readiness());

        assertThat(refusals(snapshot(view(busy, true, "app-api-v1-b"), WEB)).getFirst())
                .contains("being changed");
        assertThat(refusals(snapshot(view(dead, true, "app-api-v1-b"), WEB)).getFirst())
                .contains("none of its revisions serves");
    }

    @ParameterizedTest(name = "{0} of enabled {1}: {2}")
    @CsvSource({
        "latest, 1+2+3-, 2",
        "latest, 1+2-3-, 1",
        "latest, 1-,     no enabled version",
        "1,      1+2+,   1",
        "2,      1+2-,   not enabled",
        "7,      1+2+,   does not exist",
    })
    void secrets_are_pinned_to_an_enabled_version(String version, String found, String expected) {
        List<SecretVersion> versions = java.util.regex.Pattern.compile("([0-9])([+-])")
                .matcher(found)
                .results()
                .map(one -> new SecretVersion(
                        Integer.parseInt(one.group(1)), one.group(2).equals("+")))
                .toList()
                .reversed();
        ReleaseRequest request = request(
                new Deployment("backend", "app-api", Map.of(), Map.of("DB", new SecretReference("db", version))),
                new Deployment("frontend", "app-web", Map.of(), Map.of()));

        Planned<ReleasePlan> planned = ReleasePlanner.plan(request, snapshot(API, WEB, versions));

        switch (planned) {
            case Planned.Ready<ReleasePlan>(ReleasePlan plan) ->
                assertThat(plan.services().getFirst().green().secrets())
                        .isEqualTo(Map.of("DB", new SecretReference("db", expected)));
            case Planned.Refused<ReleasePlan>(List<String> reasons) ->
                assertThat(reasons).singleElement().asString().contains(expected);
            case Planned.Invalid<ReleasePlan>(InvalidInput.Fault fault) -> throw new AssertionError(fault);
        }
    }

    @Test
    void a_variable_that_names_nobody_is_refused() {
        ReleaseRequest request = request(
                new Deployment("backend", "app-api", Map.of("A", "${services.nobody.url}"), Map.of()),
                new Deployment(
                        "frontend", "app-web", Map.of("A", "${service.something}", "B", "$${no.reference}"), Map.of()));

        assertThat(ReleasePlanner.plan(request, settled()))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reasons().toString())
                                .contains("${services.nobody.url}", "${service.something}")
                                .doesNotContain("no.reference"));
    }
}
