package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Tail;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.MarkdownText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
    private static final String SECRET = "s3cr\"et/ wörd+=%";
    private final Masks masks = new Masks();

    @Test
    void the_secret_itself_is_hidden() {
        masks.add(SECRET);
        assertThat(masks.redact("a " + SECRET + " b")).isEqualTo("a *** b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "user1:"})
    void base64_hides_at_every_alignment(String before) {
        masks.add(SECRET);
        String text = before + SECRET + "tail";
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String redacted = masks.redact("Authorization: Basic " + encoded);
        assertThat(redacted).contains("***");
        assertThat(redacted.length()).isLessThan(("Authorization: Basic " + encoded).length() - SECRET.length());
    }

    @Test
    void json_and_address_forms_are_hidden() {
        masks.add(SECRET);
        assertThat(masks.redact("{\"key\": \"s3cr\\\"et/ wörd+=%\"}")).isEqualTo("{\"key\": \"***\"}");
        assertThat(masks.redact("?key=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)))
                .isEqualTo("?key=***");
        assertThat(masks.redact("?key="
                        + URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20")))
                .isEqualTo("?key=***");
    }

    @Test
    void a_key_in_a_json_file_is_hidden_with_its_real_lines_and_braces_are_not() {
        masks.add("{\n  \"private_key\": \"-----BEGIN-----\\nMIIEvQIBADANBg\\nkqhkiG9w0BAQEF\\n-----END-----\\n\"\n}");
        assertThat(masks.redact("kqhkiG9w0BAQEF")).isEqualTo("***");
        assertThat(masks.redact("{}")).isEqualTo("{}");
    }

    @Test
    void the_longest_secret_is_hidden_first() {
        masks.add("pass");
        masks.add("password");
        assertThat(masks.redact("password")).isEqualTo("***");
    }

    @Test
    void a_secret_is_reported_once_and_a_blank_one_never() {
        assertThat(masks.add("one\r\ntwo!\nsame\nsame")).containsExactlyInAnyOrder("two!", "same");
        assertThat(masks.add("two!")).isEmpty();
        assertThat(masks.add(" \n ")).isEmpty();
        assertThat(masks.redact(" \n ")).isEqualTo(" \n ");
    }

    @Test
    void a_short_secret_is_hidden_as_it_is() {
        assertThat(masks.add("abc")).containsExactly("abc");
        assertThat(masks.redact("xabcx")).isEqualTo("x***x");
    }

    /** Ways in which this program cuts a text that strangers wrote; not said to be all. */
    static Stream<UnaryOperator<String>> cuts() {
        return Stream.of(
                MarkdownText::cell,
                text -> Tail.of(text, 1).getFirst(),
                text -> WorkflowCommands.cut(text, 400),
                text -> new InvalidInput.Fault("input", text, "a name", "web").toString());
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void a_secret_that_was_cut_in_two_is_hidden_wherever_the_cut_is(UnaryOperator<String> cut) {
        masks.add("p_a*ss|w0rd<of>the&day");
        for (int before = 150; before < 401; before++) {
            String shown = masks.redact(cut.apply("x".repeat(before) + " p_a*ss|w0rd<of>the&day" + " y".repeat(200)));
            assertThat(shown).as(before + " characters before it").doesNotContain("p_a*", "p\\_a\\*");
        }
    }

    @Test
    void what_was_cut_off_before_the_secret_is_shown() {
        masks.add("correct horse");
        assertThat(masks.redact("corr… and corrode… and co…")).isEqualTo("***… and corrode… and co…");
        assertThat(masks.redact("correct horse…")).isEqualTo("***…");
    }

    @Test
    void the_beginning_of_a_long_secret_is_hidden_in_a_cell() {
        String token = "key_" + "0123456789".repeat(60);
        masks.add(token);
        assertThat(masks.redact(MarkdownText.cell("a " + token))).isEqualTo("a ***…");
        assertThat(masks.redact(MarkdownText.escaped("a " + token))).isEqualTo("a ***");
    }
}
