package dev.greenlight.releases.plan;

import static dev.greenlight.releases.plan.Plans.ready;
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

import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.SecretVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePlannerTest {
    private static final View API = settled().view("backend");
    private static final View WEB = settled().view("frontend");

    @Test
    void every_service_is_made_and_checked_before_any_traffic_moves() {
        assertThat(steps(ready(settled())))
                .containsExactly(
                        "app-api Migrate",
                        "app-api Stage",
                        "app-api CheckHealth",
                        "app-web Stage",
                        "app-web CheckHealth",
                        "app-api Shift 10",
                        "app-api Judge 10",
                        "app-api Shift 50",
                        "app-api Judge 50",
                        "app-api Shift 100",
                        "app-api Judge 100",
                        "app-api Prove",
                        "app-web Shift 100",
                        "app-web Prove",
                        "app-api Record",
                        "app-web Record");
    }

    @Test
    void the_judges_looks_are_spread_over_the_steps_and_the_rehearsal_before_them() {
        ReleasePolicy.Gate gate = Sample.project().release().gate();
        Project rehearsed = Sample.project(new ReleasePolicy.Gate(
                gate.successes(),
                gate.healthLimit(),
                gate.observe(),
                gate.observeLimit(),
                gate.minimumRequests(),
                gate.limits(),
                gate.undecided(),
                Optional.of(new ReleasePolicy.Synthetic("/page", 5, Duration.ofSeconds(10)))));

        assertThat(looks(ready(settled()))).containsExactly("Judge 3", "Judge 3", "Judge 2");
        assertThat(looks(ready(Sample.request(rehearsed, "v2", false), settled())))
                .containsExactly("Rehearse 2", "Judge 2", "Judge 2", "Judge 2");
        assertThat(steps(ready(Sample.request(rehearsed, "v2", false), settled())))
                .containsSubsequence("app-web CheckHealth", "app-api Rehearse", "app-api Shift 10");
        assertThat(looks(ready(Sample.request(rehearsed, "v2", false), snapshot(View.NONE, View.NONE))))
                .isEmpty();
    }

    @Test
    void a_bake_watches_all_that_moved_before_anything_is_recorded_and_takes_its_part_of_the_looks() {
        Project sample = Sample.project();
        ReleasePolicy policy = sample.release();
        Project baking = new Project(sample.services(), sample.environments(), policy.baking(Duration.ofMinutes(10)));
        ReleasePlan plan = ready(Sample.request(baking, "v2", false), settled());

        assertThat(steps(plan))
                .containsSubsequence("app-web Prove", "app-api Bake", "app-api Record", "app-web Record");
        assertThat(looks(plan)).containsExactly("Judge 2", "Judge 2", "Judge 2", "Bake [2, 8]");
        assertThat(looks(ready(Sample.request(baking, "v2", false), snapshot(View.NONE, View.NONE))))
                .isEmpty();
        assertThat(plan.hash()).isNotEqualTo(ready(settled()).hash());
    }

    private static List<String> looks(ReleasePlan plan) {
        return plan.steps().stream()
                .flatMap(step -> switch (step) {
                    case Step.Rehearse rehearse ->
                        Stream.of("Rehearse " + rehearse.budget().looks());
                    case Step.Judge judge -> Stream.of("Judge " + judge.budget().looks());
                    case Step.Bake bake ->
                        Stream.of("Bake "
                                + bake.parts().stream()
                                        .map(part -> part.budget().looks())
                                        .toList());
                    default -> Stream.empty();
                })
                .toList();
    }

    @Test
    void a_serving_revision_without_colour_gets_one_before_somebody_is_told_of_it() {
        ReleasePlan plan = ready(snapshot(API, view("app-web", all("app-web-x"), Journal.EMPTY, "app-web-x")));

        assertThat(steps(plan)).containsSubsequence("app-web TagLive", "app-web Stage");
        assertThat(plan.steps())
                .contains(new Step.TagLive(plan.services().get(1).name(), name("app-web-x"), Colour.BLUE));
        assertThat(plan.services().get(1).colour()).isEqualTo(Colour.GREEN);
    }

    @ParameterizedTest(name = "live holds {0}: the new one becomes {1}")
    @CsvSource({
        "blue=app-api-v1-b, GREEN",
        "green=app-api-v1-b, BLUE",
        "other=app-api-v1-b, GREEN",
        "blue=app-api-v0-b, GREEN",
        "blue=app-api-v1-b;green=app-api-v1-b, BLUE",
        "blue=app-api-v1-b;green=app-api-v0-b, GREEN",
    })
    void a_new_revision_takes_the_colour_that_the_serving_one_does_not_hold(String tags, Colour colour) {
        View api = view("app-api", all("app-api-v1-b", tags.split(";", -1)), good("app-api-v1-b"), "app-api-v1-b");

        ReleasePlan plan = ready(snapshot(api, WEB));

        assertThat(plan.services().getFirst().colour()).isEqualTo(colour);
        assertThat(plan.services().getFirst().green().annotations())
                .containsEntry(Keys.COLOUR, colour.word())
                .containsEntry(Keys.VERSION, "v2")
                .containsOnlyKeys(Keys.COLOUR, Keys.VERSION, Keys.CONTENTS);
    }

    @Test
    void the_traffic_to_come_back_to_is_the_one_that_serves() {
        Traffic served = all("app-api-v1-b", "blue=app-api-v1-b", "candidate=app-api-v0-b");
        Traffic wished = new Traffic(
                Map.of(name("app-api-v1-b"), new Percent(90), name("app-api-v0-b"), new Percent(10)), Map.of());
        View drifted = view(state("app-api", wished, served, good("app-api-v1-b")), true, "app-api-v1-b");

        ReleasePlan plan = ready(snapshot(drifted, WEB));

        assertThat(plan.services().getFirst().before())
                .contains(new ServicePlan.Before(
                        all("app-api-v1-b", "blue=app-api-v1-b"), name("app-api-v1-b"), "v1", false));
        assertThat(plan.notes()).singleElement().asString().contains("while its specification asks for");
        assertThat(plan.undo()).first().asString().contains("app-web: traffic back to app-web-v1-b 100 %");
    }

    @Test
    void what_a_killed_release_left_is_put_right_first() {
        Traffic prior = all("app-api-v1-b", "blue=app-api-v1-b");
        Traffic half = new Traffic(
                Map.of(name("app-api-v1-b"), new Percent(50), name("app-api-v9-g"), new Percent(50)), Map.of());
        Journal journal = good("app-api-v1-b")
                .intending(new Intent("v9", name("app-api-v9-g"), prior, new Percent(50), Worlds.NOON, ENDED));

        ReleasePlan plan = ready(snapshot(view("app-api", half, journal, "app-api-v1-b", "app-api-v9-g"), WEB));

        assertThat(plan.steps().getFirst())
                .isEqualTo(new Step.Heal(plan.services().getFirst().name(), prior));
        assertThat(plan.services().getFirst().before().orElseThrow().traffic()).isEqualTo(prior);
        assertThat(plan.notes()).singleElement().asString().contains("v9 by run 8", "did not finish");
    }

    @Test
    void a_killed_release_that_had_moved_nothing_needs_no_healing() {
        Traffic prior = all("app-api-v1-b", "blue=app-api-v1-b");
        Journal journal = good("app-api-v1-b")
                .intending(new Intent("v9", name("app-api-v9-g"), prior, Percent.NONE, Worlds.NOON, ENDED));

        assertThat(steps(ready(snapshot(view("app-api", prior, journal, "app-api-v1-b"), WEB))))
                .first()
                .isEqualTo("app-api Migrate");
    }

    @Test
    void traffic_that_a_person_set_after_a_kill_is_kept() {
        Journal journal = good("app-api-v1-b")
                .intending(new Intent(
                        "v9", name("app-api-v9-g"), all("app-api-v1-b"), new Percent(10), Worlds.NOON, ENDED));
        Traffic byHand = all("app-api-v9-g");

        ReleasePlan plan = ready(snapshot(view("app-api", byHand, journal, "app-api-v1-b", "app-api-v9-g"), WEB));

        assertThat(plan.services().getFirst().before().orElseThrow().live()).isEqualTo(name("app-api-v9-g"));
        assertThat(steps(plan)).doesNotContain("app-api Heal");
        assertThat(plan.notes())
                .anySatisfy(note -> assertThat(note).contains("given other traffic after", "that is kept"));
    }

    @Test
    void a_release_that_is_served_and_recorded_already_is_only_proven() {
        ReleasePlan first = ready(settled());
        ServicePlan api = first.services().getFirst();
        RevisionState made =
                new RevisionState(api.green().name(), "image", api.green().annotations(), true, List.of(), Worlds.NOON);
        Journal journal = good("app-api-v1-b").released(new Good(made.name(), "v2", "image", Worlds.NOON, ENDED));
        Traffic traffic = Traffic.all(made.name());
        View view = new View(Optional.of(state("app-api", traffic, traffic, journal)), List.of(made), true);

        ReleasePlan again = ready(snapshot(view, WEB));

        assertThat(again.services().getFirst().done()).isTrue();
        assertThat(again.services().getFirst().green().name()).isEqualTo(made.name());
        assertThat(steps(again).stream().filter(step -> step.startsWith("app-api")))
                .containsExactly("app-api Prove");
    }

    @Test
    void what_serves_is_another_release_when_its_record_or_its_contents_differ() {
        ServicePlan api = ready(settled()).services().getFirst();

        assertThat(done(api, "v2", api.green().annotations())).isTrue();
        assertThat(done(api, "v1", api.green().annotations())).isFalse();
        assertThat(done(api, "v2", Map.of(Keys.VERSION, "v2", Keys.CONTENTS, "other")))
                .isFalse();
        assertThat(done(api, "v2", Map.of(Keys.VERSION, "v2"))).isFalse();
    }

    /** Whether the release of v2 is found to be done, given what the serving revision says of itself and is recorded as. */
    private static boolean done(ServicePlan api, String recorded, Map<String, String> annotations) {
        RevisionState made = new RevisionState(api.green().name(), "image", annotations, true, List.of(), Worlds.NOON);
        Journal journal = good("app-api-v1-b").released(new Good(made.name(), recorded, "image", Worlds.NOON, ENDED));
        Traffic traffic = Traffic.all(made.name());
        View view = new View(Optional.of(state("app-api", traffic, traffic, journal)), List.of(made), true);
        return ready(snapshot(view, WEB)).services().getFirst().done();
    }

    @Test
    void the_hash_names_the_plan_and_the_world() {
        String hash = ready(settled()).hash();

        assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(ready(settled()).hash());
        assertThat(ready(Sample.request("v3"), settled()).hash()).isNotEqualTo(hash);
        View moved = view("app-web", all("app-web-v0-g"), good("app-web-v0-g"), "app-web-v0-g");
        assertThat(ready(snapshot(API, moved)).hash()).isNotEqualTo(hash);
        View closed = view(
                Worlds.state(
                        "app-web",
                        all("app-web-v1-b", "blue=app-web-v1-b"),
                        all("app-web-v1-b", "blue=app-web-v1-b"),
                        good("app-web-v1-b")),
                false,
                "app-web-v1-b");
        View open = view("app-web", all("app-web-v1-b", "blue=app-web-v1-b"), good("app-web-v1-b"), "app-web-v1-b");
        assertThat(ready(snapshot(API, closed)).hash())
                .isNotEqualTo(ready(snapshot(API, open)).hash());
        assertThat(ready(snapshot(API, WEB, List.of(new SecretVersion(4, true))))
                        .hash())
                .isNotEqualTo(hash);
    }
}
