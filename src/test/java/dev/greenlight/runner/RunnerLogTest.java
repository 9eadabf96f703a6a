package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerLogTest {
    private final ReadingRunner runner = new ReadingRunner();
    private final Iterator<String> tokens =
            IntStream.range(0, 100).mapToObj(i -> "token" + i).iterator();
    private final RunnerLog log = new RunnerLog(runner.out, new Masks(), tokens::next);

    @Test
    void a_quoted_line_is_never_taken_for_a_command() {
        log.say("before");
        log.quote("::set-output name=verdict::passed");
        log.quote("::add-mask::e");
        log.quote("##[error]not mine");
        log.quote("::token7::");
        log.say("after");
        runner.read();
        assertThat(runner.annotations).isEmpty();
        assertThat(runner.masks).isEmpty();
        assertThat(runner.shown)
                .containsExactly(
                        "before",
                        "::set-output name=verdict::passed",
                        "::add-mask::e",
                        "##[error]not mine",
                        "::token7::",
                        "after");
    }

    @Test
    void many_quoted_lines_cost_two_commands() {
        IntStream.range(0, 50).forEach(i -> log.quote("line " + i));
        log.say("done");
        assertThat(runner.raw().lines()).hasSize(53);
    }

    @Test
    void every_quotation_has_its_own_token() {
        log.quote("one");
        log.say("between");
        log.quote("::token0::");
        log.quote("::error::forged");
        log.close();
        assertThat(runner.read().annotations).isEmpty();
        assertThat(runner.raw()).contains("::stop-commands::token0\n", "::stop-commands::token1\n");
    }

    @Test
    void commands_work_again_once_the_log_is_closed() {
        log.quote("last words");
        log.close();
        assertThat(runner.raw()).endsWith("::token0::\n");
    }

    @Test
    void a_line_of_ours_that_carries_foreign_words_is_quoted_when_it_looks_like_a_command() {
        log.say("Branch main\n  ::error::forged\nbuilt ##[add-path]/tmp");
        assertThat(runner.read().annotations).isEmpty();
        assertThat(runner.shown).containsExactly("Branch main", "  ::error::forged", "built ##[add-path]/tmp");
    }

    /** The runner's language calls more characters blank than ours does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\u000b",
                "\u0085",
                "\u00a0",
                "\u1680",
                "\u2007",
                "\u2028",
                "\u202f",
                "\u3000",
                " \u00a0 "
            })
    void a_blank_of_any_kind_before_a_command_hides_it_from_nobody(String blank) {
        log.say(blank + "::stop-commands::x");
        log.say(blank + "::error::forged");
        log.annotate(Annotation.of(Severity.ERROR, "", "ours"));
        assertThat(runner.read().annotations).containsExactly("error {} ours");
        assertThat(runner.shown).containsExactly(blank + "::stop-commands::x", blank + "::error::forged");
    }

    @Test
    void a_secret_is_masked_line_by_line_before_anything_prints_it() {
        log.mask("first line\nsecond line\n");
        log.say("it says second line");
        assertThat(runner.raw()).startsWith("::add-mask::first line\n::add-mask::second line\n");
        assertThat(runner.read().shown).containsExactly("it says ***");
    }

    @Test
    void a_secret_with_a_percent_sign_reaches_the_runner_as_it_is() {
        log.mask("100%25 secret");
        assertThat(runner.read().masks).containsExactly("100%25 secret");
    }

    @Test
    void a_mask_in_the_midst_of_a_quotation_is_obeyed() {
        log.quote("child");
        log.mask("hunter2!");
        log.quote("child says hunter2!");
        log.close();
        assertThat(runner.read().masks).containsExactly("hunter2!");
        assertThat(runner.raw().lines().skip(4)).noneMatch(line -> line.contains("hunter2!"));
    }

    @Test
    void an_annotation_arrives_with_its_place_and_its_special_characters() {
        log.annotate(new Annotation(
                Severity.ERROR,
                Optional.of(new Location("a,b:c%.py", 3, 7)),
                "flake8 F401",
                "50 % unused:\r\nos, sys"));
        assertThat(runner.read().annotations)
                .containsExactly("error {file=a,b:c%.py, line=3, col=7, title=flake8 F401} 50 % unused:\r\nos, sys");
    }

    @Test
    void the_eleventh_of_a_kind_is_printed_and_not_pinned() {
        for (int i = 1; i <= 10; i++) {
            assertThat(log.annotate(Annotation.of(Severity.WARNING, "", "warning " + i)))
                    .isTrue();
        }
        assertThat(log.annotate(Annotation.of(Severity.WARNING, "", "warning 11")))
                .isFalse();
        assertThat(log.annotate(Annotation.of(Severity.NOTE, "", "a note"))).isTrue();
        runner.read();
        assertThat(runner.annotations).hasSize(11);
        assertThat(runner.shown).containsExactly("warning: warning 11");
    }

    @Test
    void a_long_message_is_cut_on_a_character_and_says_what_is_missing() {
        log.annotate(Annotation.of(Severity.NOTE, "", "😀".repeat(4000)));
        String message = runner.read().annotations.getFirst().substring("notice {} ".length());
        assertThat(message.length()).isBetween(4090, 4096);
        assertThat(message).endsWith(" of 8000 characters)").doesNotContain("?");
        assertThat(Character.isHighSurrogate(message.charAt(message.indexOf('…') - 1)))
                .isFalse();
    }

    @Test
    void a_message_of_just_the_limit_is_whole() {
        String longest = "x".repeat(4096);
        log.annotate(Annotation.of(Severity.NOTE, "", longest));
        assertThat(runner.read().annotations).containsExactly("notice {} " + longest);
    }

    @Test
    void a_group_is_closed_and_its_lines_cannot_close_it() {
        log.group("Title\n::error::x", List.of("one", "::endgroup::"));
        assertThat(runner.read().annotations).isEmpty();
        assertThat(runner.shown).containsExactly("one", "::endgroup::");
        assertThat(runner.raw()).endsWith("::token0::\n::endgroup::\n");
    }
}
