package dev.greenlight.checks.reports;

import static dev.greenlight.checks.assessment.Assessments.counting;
import static dev.greenlight.checks.assessment.Assessments.old;
import static dev.greenlight.checks.assessment.Assessments.waived;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessments;
import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every document but the largest is also held against the published schema. */
class SarifDocumentTest {
    private static final UnaryOperator<String> REDACT = text -> text.replace("s3cret", "***");
    private static final JsonSchema SCHEMA = schema();

    private static JsonSchema schema() {
        try (InputStream text = SarifDocumentTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Without the schema, which takes seconds for very many results that are all alike. */
    private static JsonNode parse(SarifDocument document) throws IOException {
        StringWriter text = new StringWriter();
        document.writeTo(text, REDACT);
        assertThat(text.toString()).doesNotContain("s3cret");
        return new JsonMapper().readTree(text.toString());
    }

    private static JsonNode read(SarifDocument document) throws IOException {
        JsonNode root = parse(document);
        assertThat(SCHEMA.validate(root)).isEmpty();
        return root;
    }

    private static Account account(String tool, String trouble, List<Assessed> findings) {
        return new Account(tool, "backend", trouble, Duration.ZERO, findings);
    }

    private static JsonNode one(Assessed one) throws IOException {
        return read(SarifDocument.of(List.of(account("flake8", "", List.of(one))), false, "greenlight.yml"))
                .at("/runs/0/results/0");
    }

    @Test
    void the_schema_does_refuse_what_is_wrong() throws IOException {
        JsonNode wrong = new JsonMapper().readTree("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{}]}]}");
        assertThat(SCHEMA.validate(wrong)).isNotEmpty();
    }

    @Test
    void each_tool_is_a_run_with_its_rules_and_results() throws IOException {
        JsonNode root = read(SarifDocument.of(
                List.of(
                        account(
                                "flake8",
                                "",
                                List.of(
                                        counting("E1", Severity.WARNING, "a.py", 1),
                                        counting("E2", Severity.NOTE, "a.py", 0),
                                        counting("E1", Severity.ERROR, "b.py", 3))),
                        new Account(
                                "flake8",
                                "worker",
                                "",
                                Duration.ZERO,
                                List.of(counting("E2", Severity.NOTE, "w.py", 1))),
                        account("tsc", "crashed with s3cret", List.of())),
                false,
                "greenlight.yml"));
        assertThat(root.path("runs")).hasSize(2);
        JsonNode flake8 = root.at("/runs/0");
        assertThat(flake8.at("/tool/driver/name").asText()).isEqualTo("flake8");
        assertThat(flake8.at("/automationDetails/id").asText()).isEqualTo("greenlight-quality/flake8/");
        assertThat(flake8.at("/tool/driver/rules").findValuesAsText("id")).containsExactly("E1", "E2");
        assertThat(flake8.at("/tool/driver/rules/0/defaultConfiguration/level").asText())
                .isEqualTo("error");
        assertThat(flake8.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
        assertThat(flake8.path("results").findValuesAsText("ruleIndex")).containsExactly("0", "1", "0", "1");
        assertThat(flake8.path("results").findValuesAsText("level"))
                .containsExactly("warning", "note", "error", "note");
        assertThat(flake8.at("/results/0/message/text").asText()).isEqualTo("bad E1");
        assertThat(flake8.at("/results/0/locations/0/physicalLocation/region").toString())
                .isEqualTo("{\"startLine\":1,\"startColumn\":2}");
        assertThat(flake8.at("/results/1/locations/0/physicalLocation/region").isMissingNode())
                .isTrue();
        assertThat(flake8.at("/results/0/partialFingerprints/primaryLocationLineHash")
                        .asText())
                .matches("[0-9a-f]{32}:1");
        assertThat(flake8.at("/results/0").has("baselineState")).isFalse();
        assertThat(flake8.at("/results/0").has("suppressions")).isFalse();
        JsonNode tsc = root.at("/runs/1/invocations/0");
        assertThat(tsc.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(tsc.at("/toolExecutionNotifications/0/message/text").asText())
                .isEqualTo("backend: crashed with ***");
    }

    @Test
    void a_waived_finding_is_suppressed_with_its_reason_and_an_old_one_is_unchanged() throws IOException {
        Assessed one = counting("X1", Severity.ERROR, "a.py", 1);
        JsonNode results = read(SarifDocument.of(
                        List.of(account("flake8", "", List.of(one, waived(one), old(one)))), true, "greenlight.yml"))
                .at("/runs/0/results");
        assertThat(results.at("/1/suppressions/0").toString())
                .isEqualTo("{\"kind\":\"external\",\"status\":\"accepted\",\"justification\":"
                        + "\"a generated file (ann, until 2026-12-31, greenlight-waivers.yml:3)\"}");
        assertThat(results.at("/0/suppressions")).isEmpty();
        assertThat(results.findValuesAsText("baselineState")).containsExactly("new", "new", "unchanged");
    }

    @Test
    void hostile_names_and_words_stay_what_they_are() throws IOException {
        JsonNode result = one(Assessments.of(new Finding(
                "flake8",
                "E1",
                Severity.ERROR,
                Optional.of(new Location("a b/; rm -rf ~\n::error::%41\ufffd.py", 1, 0)),
                "s3cret \ud800 ::error:: \u0000")));
        String uri =
                result.at("/locations/0/physicalLocation/artifactLocation/uri").asText();
        assertThat(URI.create("https://example.org/" + uri).getPath())
                .isEqualTo("/a b/; rm -rf ~\n::error::%41\ufffd.py");
        assertThat(uri).doesNotContain(" ", "\n", ":");
        assertThat(result.at("/message/text").asText()).startsWith("*** ");
    }

    @Test
    void a_long_message_is_cut_and_never_in_the_middle_of_a_character() throws IOException {
        String text = "x".repeat(1999) + "\ud83d\ude00" + "y".repeat(5000);
        JsonNode result = one(Assessments.of(new Finding("t", "r", Severity.NOTE, Optional.empty(), text)));
        assertThat(result.at("/message/text").asText()).isEqualTo("x".repeat(1999) + "…");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .as("a finding about the project is pinned to its description")
                .isEqualTo("greenlight.yml");
    }

    @Test
    void a_rule_about_dependencies_is_a_security_rule() throws IOException {
        Finding finding = new Finding(
                "npm-audit",
                "GHSA-1",
                Severity.ERROR,
                Optional.empty(),
                "bad",
                Optional.of(new Advisory("left-pad", Set.of())));
        JsonNode root = read(SarifDocument.of(
                List.of(account("npm-audit", "", List.of(Assessments.of(finding)))), false, "greenlight.yml"));
        assertThat(root.at("/runs/0/tool/driver/rules/0/properties/tags/0").asText())
                .isEqualTo("security");
    }

    @Test
    void no_run_has_more_results_than_github_accepts_and_the_file_says_so() throws IOException {
        List<Assessed> findings = new ArrayList<>();
        IntStream.range(0, 25_000).forEach(i -> findings.add(old(counting("E1", Severity.ERROR, "a.py", 1))));
        findings.add(counting("E2", Severity.NOTE, "b.py", 1));
        List<Account> accounts = List.of(account("flake8", "", findings));
        JsonNode run = parse(SarifDocument.of(accounts, true, "greenlight.yml")).at("/runs/0");
        assertThat(run.path("results")).hasSize(25_000);
        assertThat(run.at("/results/0/ruleId").asText())
                .as("what counts is kept")
                .isEqualTo("E2");
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .startsWith("1 results are left out");
        assertThat(SarifPlanner.leftOut(accounts)).isEqualTo(1);
    }

    @Test
    void of_too_many_tools_those_in_trouble_and_with_most_to_say_are_kept() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            List<Assessed> findings = i == 23 ? List.of(counting("E1", Severity.ERROR, "a", 1)) : List.of();
            accounts.add(account("tool" + i, i == 24 ? "crashed" : "", findings));
        }
        assertThat(SarifPlanner.plan(accounts))
                .hasSize(20)
                .extracting(SarifPlanner.ToolResults::tool)
                .contains("tool23", "tool24")
                .isSortedAccordingTo((one, other) ->
                        one.length() == other.length() ? one.compareTo(other) : one.length() - other.length());
        assertThat(SarifPlanner.leftOut(accounts)).isZero();
    }

    @Test
    void a_file_that_is_too_large_when_compressed_has_fewer_results() throws IOException {
        Random random = new Random(1);
        List<Assessed> findings = IntStream.range(0, 400)
                .mapToObj(i -> Assessments.of(new Finding(
                        "t", "r", i == 399 ? Severity.ERROR : Severity.NOTE, Optional.empty(), noise(random))))
                .toList();
        SarifDocument document = SarifDocument.of(List.of(account("t", "", findings)), false, "greenlight.yml");
        JsonNode run = read(document.within(60_000, REDACT)).at("/runs/0");
        assertThat(run.path("results").size()).isBetween(10, 100);
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .contains("left out");
        assertThat(read(document.within(10_000_000, REDACT)).at("/runs/0/results"))
                .hasSize(400);
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[750];
        random.nextBytes(bytes);
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }
}
