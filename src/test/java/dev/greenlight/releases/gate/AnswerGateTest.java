package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerGateTest {
    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /status     | {"status":"ok"}              | ok
            /status     | {"status":"down"}            | its JSON at /status is "down" instead of "ok"
            /status     | {"status":1}                 | its JSON at /status is 1 instead of "ok"
            /status     | {"status":null}              | its JSON at /status is null instead of "ok"
            /status     | {"status":{"ok":"ok"}}       | its JSON at /status is an object instead of "ok"
            /status     | {"status":["ok"]}            | its JSON at /status is a list of 1 instead of "ok"
            /status     | {"state":"ok"}               | its JSON at /status is not there, and "ok" is expected
            /status     | []                           | its JSON at /status is not there, and "ok" is expected
            /status/0   | {"status":["ok"]}            | ok
            /status/1   | {"status":["ok"]}            | its JSON at /status/1 is not there, and "ok" is expected
            /a~1b/m~0n  | {"a/b":{"m~n":"ok"}}         | ok
            /           | {"":"ok"}                    | ok
            ``          | "ok"                         | ok
            ``          | "ko"                         | its JSON is "ko" instead of "ok"
            /0          | {"0":"ok"}                   | ok
            /status     | <html>                       | its body is not JSON
            /status     | {"status":"ok"               | its body is not JSON
            /status     | {"status":"ok"} and more     | its body is not JSON
            /status     | ``                           | its body is empty, and JSON is expected
            """)
    void a_value_of_the_body_is_found_by_its_pointer(String pointer, String body, String trouble) {
        AnswerGate gate = gate(Map.of(pointer, new JsonScalar(JsonScalar.Kind.TEXT, "ok")), Map.of());

        assertTrouble(gate.trouble(answered(200, body, Map.of(), 3)), trouble);
    }

    @ParameterizedTest(name = "{0} {1} in {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NUMBER | 1    | {"a":1}      | ok
            NUMBER | 1    | {"a":1.0}    | ok
            NUMBER | 0.1  | {"a":0.10}   | ok
            NUMBER | 100  | {"a":1e2}    | ok
            NUMBER | 1    | {"a":"1"}    | its JSON at /a is "1" instead of 1
            NUMBER | 1    | {"a":1.0000000000000000001} | its JSON at /a is 1.0000000000000000001 instead of 1
            NUMBER | 1    | {"a":1e999999999}           | instead of 1
            TEXT   | 1    | {"a":1}      | its JSON at /a is 1 instead of "1"
            TRUTH  | true | {"a":true}   | ok
            TRUTH  | true | {"a":false}  | its JSON at /a is false instead of true
            TRUTH  | true | {"a":"true"} | its JSON at /a is "true" instead of true
            TEXT   | true | {"a":true}   | its JSON at /a is true instead of "true"
            """)
    void a_value_has_its_kind(JsonScalar.Kind kind, String text, String body, String trouble) {
        AnswerGate gate = gate(Map.of("/a", new JsonScalar(kind, text)), Map.of());

        assertTrouble(gate.trouble(answered(200, body, Map.of(), 3)), trouble);
    }

    @Test
    void headers_are_compared_whole_and_one_of_several_is_enough() {
        AnswerGate gate = gate(Map.of(), Map.of("Content-Type", "application/json"));

        assertThat(gate.trouble(with("content-type", "application/json"))).isEmpty();
        assertThat(gate.trouble(with("content-type", " application/json "))).isEmpty();
        assertThat(gate.trouble(with("content-type", "text/plain", "application/json")))
                .isEmpty();
        assertThat(gate.trouble(with("content-type", "application/json; charset=utf-8")))
                .contains("its header content-type is 'application/json; charset=utf-8' instead of 'application/json'");
        assertThat(gate.trouble(with("x-other", "application/json")))
                .contains("its header content-type is not there, and 'application/json' is expected");
        assertThat(gate(Map.of(), Map.of("vary", "a, b")).trouble(with("vary", "a", "b")))
                .isEmpty();
    }

    @Test
    void a_status_that_is_not_the_promised_one_is_told_with_what_was_said() {
        AnswerGate gate = new AnswerGate(new HealthAnswer(204, Map.of(), Map.of(), Optional.empty()));

        assertThat(gate.trouble(answered(204, "", Map.of(), 3))).isEmpty();
        assertThat(gate.trouble(answered(200, "all is\nwell", Map.of(), 3)))
                .isEqualTo("200 in 3 ms instead of 204: all is well");
        assertThat(gate.trouble(new Answer.Unreachable("refused"))).isEqualTo("no answer: refused");
    }

    @Test
    void an_answer_that_takes_longer_than_promised_does_not_count() {
        AnswerGate gate =
                new AnswerGate(new HealthAnswer(200, Map.of(), Map.of(), Optional.of(Duration.ofMillis(100))));

        assertThat(gate.trouble(answered(200, "", Map.of(), 100))).isEmpty();
        assertThat(gate.trouble(answered(200, "", Map.of(), 101)))
                .isEqualTo("200 in 101 ms, but it took 101 ms, longer than the 100 ms that count");
    }

    @Test
    void whatever_is_said_is_named_in_one_short_line() {
        Map<String, JsonScalar> json = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            json.put("/a" + i, new JsonScalar(JsonScalar.Kind.TEXT, "w".repeat(5000)));
        }
        AnswerGate gate = gate(json, Map.of("x", "y".repeat(5000)));

        String all = gate.trouble(answered(200, "{\"a0\":\"" + "v\\n".repeat(3000) + "\"}", Map.of(), 3));
        assertThat(all).hasSizeLessThan(1000).doesNotContain("\n").contains("and 6 more");
        assertThat(gate.trouble(answered(200, "<" + "x".repeat(9000), Map.of(), 3)))
                .hasSizeLessThan(1000)
                .contains("not JSON");
        assertThat(gate.trouble(answered(200, "[".repeat(9000), Map.of(), 3))).contains("not JSON");
        assertThat(gate.trouble(answered(503, "\"" + "x".repeat(Answer.MOST_BYTES) + "\"", Map.of(), 3)))
                .hasSizeLessThan(1000)
                .contains("503 in 3 ms instead of 200", "longer than the 16384 bytes that are read");
    }

    @Test
    void one_wrong_answer_begins_the_row_anew_whatever_is_wrong_with_it() {
        HealthGate gate = new HealthGate(
                2,
                Duration.ofSeconds(10),
                new Expected(new RevisionName("web-green"), "v2"),
                gate(Map.of("/db", new JsonScalar(JsonScalar.Kind.TEXT, "up")), Map.of()));
        HealthGate.Look up = new HealthGate.Look(answered(200, "{\"db\":\"up\"}", Map.of(), 3), Optional.empty());
        HealthGate.Look down = new HealthGate.Look(answered(200, "{\"db\":\"down\"}", Map.of(), 3), Optional.empty());

        assertThat(gate.judge(List.of(up, down, up), Duration.ZERO)).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(gate.judge(List.of(down, up, up), Duration.ZERO)).isInstanceOf(Judgement.Passed.class);
        assertThat(gate.judge(List.of(up, down), Duration.ofSeconds(10)).words())
                .isEqualTo(
                        "after 10 s 0 of 2 good answers in a row; last trouble: the health path gave 200 in 3 ms, but its"
                                + " JSON at /db is \"down\" instead of \"up\"");
    }

    private static void assertTrouble(String found, String expected) {
        if (expected.equals("ok")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).startsWith("200 in 3 ms, but ").contains(expected);
        }
    }

    private static AnswerGate gate(Map<String, JsonScalar> json, Map<String, String> headers) {
        return new AnswerGate(new HealthAnswer(200, json, headers, Optional.empty()));
    }

    private static Answer with(String name, String... values) {
        return answered(200, "", Map.of(name, List.of(values)), 3);
    }

    private static Answer answered(int status, String body, Map<String, List<String>> headers, int millis) {
        return new Answer.Answered(status, body, Duration.ofMillis(millis), headers, 200);
    }

    @Test
    void exactly_as_much_as_is_read_or_shown_is_neither_refused_nor_cut() {
        AnswerGate gate = gate(Map.of("/a", new JsonScalar(JsonScalar.Kind.TEXT, "ok")), Map.of());
        String open = "{\"a\":\"ok\",\"b\":\"";
        String body = open + "x".repeat(Answer.MOST_BYTES - open.length() - 2) + "\"}";
        assertThat(body).hasSize(Answer.MOST_BYTES);
        assertTrouble(gate.trouble(answered(200, body, Map.of(), 3)), "ok");

        String eighty = "v".repeat(78);
        assertThat(gate.trouble(answered(200, "{\"a\":\"" + eighty + "\"}", Map.of(), 3)))
                .contains("is \"" + eighty + "\" instead")
                .doesNotContain("…");

        Map<String, JsonScalar> four = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            four.put("/a" + i, new JsonScalar(JsonScalar.Kind.TEXT, "ok"));
        }
        assertThat(gate(four, Map.of()).trouble(answered(200, "{}", Map.of(), 3)))
                .contains("/a3")
                .doesNotContain("more");
    }
}
