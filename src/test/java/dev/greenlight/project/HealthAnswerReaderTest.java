package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.greenlight.project.yaml.JsonScalar;
import dev.greenlight.report.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthAnswerReaderTest {
    private static final String SERVICE = """
            version: 1
            services:
              backend:
                kind: django
                path: backend
                port: 8000
                health: /api/health
                health-answer:
            """;

    @Test
    void all_of_it_is_read_and_values_keep_their_kind() {
        HealthAnswer answer = read("""
                      status: 204
                      json: { /status: ok, /checks/0: true, /a~1b: 1, /text: "1", /ratio: -0.5, "": up }
                      headers: { Content-Type: application/json, x-number: 7 }
                      within: 500ms
                """);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.json())
                .containsEntry("/status", new JsonScalar(JsonScalar.Kind.TEXT, "ok"))
                .containsEntry("/checks/0", new JsonScalar(JsonScalar.Kind.TRUTH, "true"))
                .containsEntry("/a~1b", new JsonScalar(JsonScalar.Kind.NUMBER, "1"))
                .containsEntry("/text", new JsonScalar(JsonScalar.Kind.TEXT, "1"))
                .containsEntry("/ratio", new JsonScalar(JsonScalar.Kind.NUMBER, "-0.5"))
                .containsEntry("", new JsonScalar(JsonScalar.Kind.TEXT, "up"));
        assertThat(answer.headers()).isEqualTo(Map.of("content-type", "application/json", "x-number", "7"));
        assertThat(answer.within()).contains(Duration.ofMillis(500));
        assertThat(answer.words())
                .startsWith("204, /status = \"ok\", /checks/0 = true, /a~1b = 1, /text = \"1\"")
                .endsWith("content-type: application/json, x-number: 7, within 500 ms");
    }

    @Test
    void what_is_left_out_does_not_matter_and_the_status_is_200() {
        assertThat(read("      json: { /a: b }\n"))
                .isEqualTo(new HealthAnswer(
                        200, Map.of("/a", new JsonScalar(JsonScalar.Kind.TEXT, "b")), Map.of(), Optional.empty()));
        assertThat(ProjectParser.parse(SERVICE.replace("    health-answer:\n", ""), "g")
                        .services()
                        .values())
                .allSatisfy(service -> assertThat(service.answer()).isEqualTo(HealthAnswer.OK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            status: 99                       | health-answer.status: '99' is not accepted; expected a whole number from 100 to 599
            status: 600                      | a whole number from 100 to 599
            stauts: 200                      | did you mean status?
            body: ok                         | a known key (status, json, headers, within)
            json: { status: ok }             | health-answer.json.status: 'status' is not accepted; expected a JSON Pointer
            json: { /a~2: ok }               | a JSON Pointer
            json: { /a: }                    | 'nothing' is not accepted; expected a text, a number as JSON writes it
            json: { /a: [1] }                | 'a list of 1' is not accepted
            json: { /a: 010 }                | '010' is not accepted; expected a text, a number as JSON writes it
            json: { /a: 0x1F }               | '0x1F' is not accepted
            json: { /a: 1_000 }              | '1_000' is not accepted
            json: { /a: 12:30 }              | '12:30' is not accepted
            json: { /a: .inf }               | '.inf' is not accepted
            json: { /a: yes }                | 'yes' is not accepted
            json: { /a: 2026-01-01 }         | '2026-01-01' is not accepted
            headers: { "a b": c }            | the name of a header
            headers: { a: "b\\nc" }          | a value of one line
            headers: { X-A: b, x-a: c }      | each header once
            within: 6s                       | '6000ms' is not accepted; expected at most 5s
            within: 0ms                      | a number with its unit
            within: 500                      | a number with its unit
            """)
    void what_cannot_be_meant_is_refused_with_its_line(String line, String fault) {
        assertThat(faults("      " + line + "\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:9 services.backend.health-answer")
                .contains(fault);
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults("      status: 1\n      json: { a: 1, /b: null }\n      within: 1\n"))
                .hasSize(4);
        assertThat(faults("      [200]\n")).singleElement().asString().contains("a mapping of keys to values");
    }

    private static HealthAnswer read(String lines) {
        return ProjectParser.parse(SERVICE + lines, "greenlight.yml")
                .services()
                .values()
                .iterator()
                .next()
                .answer();
    }

    private static List<String> faults(String lines) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> read(lines));
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(InvalidInput.Fault::toString).toList();
    }
}
