package dev.greenlight.releases.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CleanupPlannerTest {
    private static final Owner OWNER = new Owner("run");
    private static final RevisionName LIVE = name(9);

    private static RevisionName name(int number) {
        return new RevisionName("web-v" + number);
    }

    /** Made in the order of their numbers. */
    private static RevisionState ours(int number) {
        return revision(number, Map.of(Keys.VERSION, "v" + number));
    }

    private static RevisionState revision(int number, Map<String, String> notes) {
        return new RevisionState(name(number), "image", notes, true, List.of(), Instant.ofEpochSecond(number));
    }

    private static List<RevisionState> all() {
        return new ArrayList<>(
                IntStream.rangeClosed(1, 9).mapToObj(CleanupPlannerTest::ours).toList());
    }

    private static Good good(int number) {
        return new Good(name(number), "v" + number, "image", Instant.ofEpochSecond(number), OWNER);
    }

    private static View view(
            List<RevisionState> revisions,
            Traffic wished,
            Traffic served,
            Journal journal,
            Optional<RevisionName> latest) {
        return view(revisions, wished, served, journal, new Readiness(true, List.of(), latest, latest));
    }

    private static View view(
            List<RevisionState> revisions, Traffic wished, Traffic served, Journal journal, Readiness readiness) {
        return new View(
                Optional.of(new ServiceState(
                        new ServiceName("web"),
                        Optional.empty(),
                        new ServiceState.Mark("e", 1),
                        Optional.of(wished),
                        new Served(Optional.of(served), Map.of()),
                        journal.writtenTo(Map.of()),
                        readiness)),
                revisions,
                true);
    }

    private static List<Integer> surplus(View view, int keep) {
        return CleanupPlanner.surplus(view, Optional.of(LIVE), keep).stream()
                .map(revision -> Integer.valueOf(revision.value().substring("web-v".length())))
                .toList();
    }

    private static List<Integer> surplus(Traffic wished, Traffic served, Journal journal, int latest, int keep) {
        return surplus(view(all(), wished, served, journal, Optional.of(name(latest))), keep);
    }

    private static final Traffic ALL = Traffic.all(LIVE);

    @Test
    void the_oldest_beyond_those_kept_go_oldest_first() {
        assertThat(surplus(ALL, ALL, Journal.EMPTY, 9, 3)).containsExactly(1, 2, 3, 4, 5);
        assertThat(surplus(ALL, ALL, Journal.EMPTY, 9, 8)).isEmpty();
        assertThat(surplus(ALL, ALL, Journal.EMPTY, 9, 500)).isEmpty();
    }

    @Test
    void what_has_traffic_or_a_tag_by_wish_or_in_fact_stays() {
        Traffic tagged = ALL.tagged(new Tag("demo"), name(2));
        Traffic split = ALL.split(name(1), new Percent(10), LIVE);

        assertThat(surplus(tagged, ALL, Journal.EMPTY, 9, 6)).containsExactly(1);
        assertThat(surplus(ALL, tagged, Journal.EMPTY, 9, 6)).containsExactly(1);
        assertThat(surplus(split, ALL, Journal.EMPTY, 9, 6)).containsExactly(2);
        assertThat(surplus(ALL, split, Journal.EMPTY, 9, 6)).containsExactly(2);
    }

    @Test
    void what_the_release_itself_will_untag_is_foreseen_and_what_a_person_tagged_is_not() {
        Traffic tagged = ALL.tagged(new Tag("blue"), name(1))
                .tagged(new Tag("candidate"), name(2))
                .tagged(new Tag("demo"), name(3));
        View view = view(all(), tagged, tagged, Journal.EMPTY, Optional.of(LIVE));

        assertThat(CleanupPlanner.foreseen(view, new RevisionName("web-v10"), 5))
                .containsExactly(name(1), name(2), name(4));
        assertThat(CleanupPlanner.surplus(view, Optional.of(LIVE), 5)).isEmpty();
    }

    @Test
    void as_many_good_releases_as_are_kept_stay_even_when_bad_ones_are_newer() {
        Journal journal = new Journal(List.of(good(9), good(3), good(2), good(1)), List.of(), Optional.empty());

        assertThat(surplus(ALL, ALL, journal, 9, 2)).containsExactly(1, 4, 5, 6);
        assertThat(surplus(ALL, ALL, journal, 9, 1)).containsExactly(1, 2, 4, 5, 6, 7);
    }

    @Test
    void what_is_held_stays_until_it_is_released_again() {
        Withdrawal back = new Withdrawal(name(2), "v2", name(1), "anna", "", Instant.ofEpochSecond(20));
        Good since = new Good(name(8), "v2", "image", Instant.ofEpochSecond(30), OWNER);

        assertThat(surplus(ALL, ALL, new Journal(List.of(), List.of(back), Optional.empty()), 9, 6))
                .containsExactly(1);
        assertThat(surplus(ALL, ALL, new Journal(List.of(since), List.of(back), Optional.empty()), 9, 6))
                .containsExactly(1, 2);
    }

    @Test
    void a_release_under_way_keeps_its_revision_and_what_it_came_from() {
        Intent intent = new Intent("v2", name(2), Traffic.all(name(1)), Percent.NONE, Instant.EPOCH, OWNER);

        assertThat(surplus(ALL, ALL, Journal.EMPTY.intending(intent), 9, 5)).containsExactly(3);
    }

    @Test
    void the_newest_and_the_newest_that_came_up_stay_whatever_they_are() {
        assertThat(surplus(ALL, ALL, Journal.EMPTY, 1, 6)).containsExactly(2);
        Readiness apart = new Readiness(true, List.of(), Optional.of(name(1)), Optional.of(name(2)));

        assertThat(surplus(view(all(), ALL, ALL, Journal.EMPTY, apart), 5)).containsExactly(3);
    }

    @Test
    void what_greenlight_did_not_make_stays_and_does_not_count() {
        List<RevisionState> mixed = all();
        mixed.set(0, revision(1, Map.of()));
        mixed.set(7, revision(8, Map.of("other/version", "v8")));

        assertThat(surplus(view(mixed, ALL, ALL, Journal.EMPTY, Optional.of(LIVE)), 5))
                .containsExactly(2);
    }

    @Test
    void twenty_at_most_go_at_once() {
        List<RevisionState> many =
                IntStream.rangeClosed(1, 60).mapToObj(CleanupPlannerTest::ours).toList();

        assertThat(surplus(view(many, ALL, ALL, Journal.EMPTY, Optional.empty()), 10))
                .hasSize(20)
                .startsWith(1, 2);
    }
}
