package dev.greenlight.releases.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalParserTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void what_is_written_is_read_again_and_others_notes_stay() {
        Traffic prior = new Traffic(
                Map.of(name("a"), new Percent(30), name("b"), new Percent(70)), Map.of(new Tag("blue"), name("a")));
        Journal journal = Journal.EMPTY
                .released(good("a", "v1", 0))
                .withdrew(withdrawal("b", "v2", "a", 1), good("a", "v1", 0))
                .intending(new Intent(
                        "v3", name("c"), prior, new Percent(10), NOON, new Owner("run \"7\""), Optional.of(NOON)));

        Map<String, String> written = journal.writtenTo(Map.of("other", "note", Keys.GOOD, "old"));

        assertThat(Journal.parse(written)).isEqualTo(journal);
        assertThat(written).containsEntry("other", "note").hasSize(4);
        assertThat(journal.settled().writtenTo(written))
                .doesNotContainKey(Keys.INTENT)
                .hasSize(3);
    }

    @Test
    void nothing_is_an_empty_journal_and_leaves_no_note() {
        assertThat(Journal.parse(Map.of())).isEqualTo(Journal.EMPTY);
        assertThat(Journal.EMPTY.writtenTo(Map.of(Keys.INTENT, "{}"))).isEmpty();
    }

    @Test
    void a_garbled_entry_is_left_out_and_the_others_stand() {
        String good =
                "{\"revision\":\"a\",\"version\":\"v1\",\"image\":\"i\",\"time\":\"2026-11-24T12:00:00Z\",\"run\":\"r\"}";

        assertThat(Journal.parse(Map.of(Keys.GOOD, "[{\"revision\":\"A B\"}," + good + ",7]"))
                        .good())
                .containsExactly(new Good(name("a"), "v1", "i", NOON, new Owner("r")));
        assertThat(Journal.parse(Map.of(Keys.GOOD, "[" + good)).good()).isEmpty();
        assertThat(Journal.parse(Map.of(Keys.GOOD, "{}")).good()).isEmpty();
        assertThat(Journal.parse(Map.of(Keys.GOOD, good.replace("12:00", "25:00")))
                        .good())
                .isEmpty();
        assertThat(Journal.parse(Map.of(Keys.INTENT, "{\"version\":\"v\"}")).intent())
                .isEmpty();
        assertThat(Journal.parse(Map.of(Keys.INTENT, "nonsense")).intent()).isEmpty();
        assertThat(Journal.parse(Map.of(Keys.ROLLED_BACK, "[{}]")).withdrawn()).isEmpty();
    }

    @Test
    void the_last_good_is_the_one_before_the_serving_one() {
        Journal journal = Journal.EMPTY
                .released(good("a", "v1", 0))
                .released(good("b", "v2", 1))
                .released(good("c", "v3", 2));

        assertThat(journal.before(name("c"))).contains(good("b", "v2", 1));
        assertThat(journal.before(name("b"))).contains(good("a", "v1", 0));
        assertThat(journal.before(name("a"))).isEmpty();
        assertThat(journal.before(name("unrecorded"))).contains(good("c", "v3", 2));
    }

    @Test
    void a_withdrawal_forgets_what_is_newer_than_its_target() {
        Journal journal = Journal.EMPTY
                .released(good("a", "v1", 0))
                .released(good("b", "v2", 1))
                .released(good("c", "v3", 2));

        assertThat(journal.withdrew(withdrawal("c", "v3", "a", 3), good("a", "v1", 0))
                        .good())
                .containsExactly(good("a", "v1", 0));
        assertThat(journal.withdrew(withdrawal("c", "v3", "x", 3), good("x", "v0", 3))
                        .good())
                .containsExactly(good("x", "v0", 3), good("b", "v2", 1), good("a", "v1", 0));
    }

    @Test
    void a_withdrawn_version_is_held_until_it_is_good_again() {
        Journal journal =
                Journal.EMPTY.released(good("a", "v1", 0)).withdrew(withdrawal("b", "v2", "a", 1), good("a", "v1", 0));

        assertThat(journal.hold("v2")).isPresent();
        assertThat(journal.hold("v1")).isEmpty();
        assertThat(journal.released(good("c", "v2", 2)).hold("v2")).isEmpty();
        assertThat(journal.released(good("c", "v2", 2))
                        .withdrew(withdrawal("c", "v2", "a", 3), good("a", "v1", 0))
                        .hold("v2"))
                .isPresent();
    }

    @Test
    void releasing_again_moves_an_entry_and_the_list_is_bounded() {
        Journal journal = Journal.EMPTY
                .released(good("a", "v1", 0))
                .released(good("b", "v2", 1))
                .released(good("a", "v1", 2));
        assertThat(journal.good()).extracting(Good::revision).containsExactly(name("a"), name("b"));

        for (int i = 0; i < 30; i++) {
            journal = journal.released(good("r" + i, "v" + i, i));
        }
        assertThat(journal.good()).hasSize(Journal.MOST).first().isEqualTo(good("r29", "v29", 29));
        assertThat(journal.writtenTo(Map.of()).toString().length()).isLessThan(5_000);
    }

    @Test
    void a_long_reason_is_cut() {
        assertThat(new Withdrawal(name("a"), "", name("b"), "anna", "x".repeat(9_000), NOON).why())
                .hasSize(500);
    }

    @Test
    void nothing_but_the_intent_changes_with_an_intent() {
        Journal journal = Journal.EMPTY.released(good("a", "v1", 0));
        Intent intent = new Intent("v2", name("b"), Traffic.all(name("a")), Percent.NONE, NOON, new Owner("r"));

        assertThat(journal.intending(intent).good()).isEqualTo(journal.good());
        assertThat(journal.intending(intent).released(good("b", "v2", 1)).intent())
                .isEmpty();
        assertThat(List.of(journal.intending(intent).settled())).containsExactly(journal);
    }

    private static RevisionName name(String text) {
        return new RevisionName(text);
    }

    private static Good good(String revision, String version, int minutes) {
        return new Good(name(revision), version, "image", NOON.plusSeconds(60L * minutes), new Owner("run"));
    }

    private static Withdrawal withdrawal(String from, String version, String to, int minutes) {
        return new Withdrawal(name(from), version, name(to), "anna", "because", NOON.plusSeconds(60L * minutes));
    }
}
