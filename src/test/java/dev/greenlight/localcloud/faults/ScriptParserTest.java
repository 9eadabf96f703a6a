package dev.greenlight.localcloud.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScriptParserTest {
    private static final Set<String> METHODS = Set.of(
            "run.services.get",
            "run.services.patch",
            "run.services.create",
            "run.jobs.run",
            "monitoring.timeSeries.list",
            "secrets.versions.access");

    @Test
    void yaml_and_json_are_the_same() {
        String yaml = """
                seed: 7
                rules:
                  - on: run.services.patch
                    resource: web
                    calls: 2-4
                    latency: 50ms
                    fault: error
                    status: ABORTED
                """;
        String json = """
                {"seed":7,"rules":[{"on":"run.services.patch","resource":"web","calls":"2-4","latency":"50ms",
                 "fault":"error","status":"ABORTED"}]}""";
        assertThat(ScriptParser.parse(yaml, METHODS).toJson())
                .isEqualTo(ScriptParser.parse(json, METHODS).toJson());
        assertThat(ScriptParser.parse("rules: []", METHODS).rules()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            nonsense                                                                      | script           | is an object
            rules: {a: 1}                                                                 | rules            | is a list
            {rules: [], speed: 3}                                                         | speed            | is not known
            {seed: soon, rules: []}                                                       | seed             | is a whole number
            rules: [reset]                                                                | rules[0]         | is an object
            rules: [{fault: reset}]                                                       | rules[0].on      | is missing
            rules: [{on: run.services.path, fault: reset}]                                | rules[0].on      | names no method
            rules: [{on: run.services.get, fault: never-ends}]                            | rules[0].on      | names only methods that never-ends cannot befall
            rules: [{on: run.services.get}]                                               | rules[0].fault   | is missing
            rules: [{on: run.services.get, fault: sulk}]                                  | rules[0].fault   | is one of error, quota
            rules: [{on: run.services.get, fault: reset, calls: 0}]                       | rules[0].calls   | is 3, 2-4
            rules: [{on: run.services.get, fault: reset, calls: 4-2}]                     | rules[0].calls   | is 3, 2-4
            rules: [{on: run.services.get, fault: reset, calls: 101%}]                    | rules[0].calls   | is 3, 2-4
            rules: [{on: run.services.get, fault: reset, calls: [1, 2]}]                  | rules[0].calls   | is one value
            rules: [{on: run.services.get, latency: soon}]                                | rules[0].latency | is a time
            rules: [{on: run.services.get, latency: 61m}]                                 | rules[0].latency | is at most an hour
            rules: [{on: run.services.get, fault: error}]                                 | rules[0].status  | is one of Google's
            rules: [{on: run.services.get, fault: error, status: OK}]                     | rules[0].status  | is one of Google's
            rules: [{on: run.services.get, fault: error, status: 302}]                    | rules[0].status  | is one of Google's
            rules: [{on: run.services.patch, fault: slow}]                                | rules[0].after   | is a time
            rules: [{on: run.services.patch, fault: fails, reason: TIRED}]                | rules[0].reason  | is one of Cloud Run's
            rules: [{on: run.services.patch, fault: drift, after: 1s}]                    | rules[0].after   | is no setting of fault drift
            rules: [{on: run.services.get, fault: reset, fault: drift}]                   | line 1           | is neither YAML nor JSON
            rules: [                                                                      | line 1           | is neither YAML nor JSON
            """)
    void a_mistake_is_named_with_its_place(String text, String place, String words) {
        assertThatThrownBy(() -> ScriptParser.parse(text, METHODS))
                .isInstanceOfSatisfying(
                        BadScript.class,
                        bad -> assertThat(bad.complaints()).anySatisfy(complaint -> {
                            assertThat(complaint.place()).isEqualTo(place);
                            assertThat(complaint.words()).startsWith(words);
                        }));
    }

    @Test
    void all_mistakes_are_named_at_once() {
        String text = """
                speed: 1
                rules:
                  - {on: run.services.get, fault: sulk}
                  - {on: nothing, latency: 1h, calls: often}
                """;
        assertThatThrownBy(() -> ScriptParser.parse(text, METHODS))
                .isInstanceOfSatisfying(
                        BadScript.class,
                        bad -> assertThat(bad.complaints())
                                .extracting(BadScript.Complaint::place)
                                .containsExactlyInAnyOrder(
                                        "speed",
                                        "rules[0].fault",
                                        "rules[1].on",
                                        "rules[1].latency",
                                        "rules[1].calls"));
    }

    @ParameterizedTest(name = "{0} of 10: {1}")
    @CsvSource({
        "all, 1 2 3 4 5 6 7 8 9 10",
        "3, 3",
        "2-4, 2 3 4",
        "8-, 8 9 10",
        "every 4, 4 8",
        "0%, ''",
        "100%, 1 2 3 4 5 6 7 8 9 10",
    })
    void calls_are_hit_by_their_number(String text, String hit) {
        Calls calls = Calls.parse(text).orElseThrow();
        String found = IntStream.rangeClosed(1, 10)
                .filter(number -> calls.hit(number, 1))
                .mapToObj(Integer::toString)
                .collect(java.util.stream.Collectors.joining(" "));
        assertThat(found).isEqualTo(hit);
    }

    @Test
    void chance_is_the_seeds_and_about_what_was_asked_for() {
        Calls tenth = Calls.parse("10%").orElseThrow();
        List<Long> once = hits(tenth, 7);
        assertThat(once).isEqualTo(hits(tenth, 7)).isNotEqualTo(hits(tenth, 8));
        assertThat(once).hasSizeBetween(800, 1_200);
        assertThat(hits(Calls.parse("0.5%").orElseThrow(), 7)).hasSizeBetween(20, 90);
    }

    private static List<Long> hits(Calls calls, long seed) {
        return LongStream.rangeClosed(1, 10_000)
                .filter(number -> calls.hit(number, seed))
                .boxed()
                .toList();
    }

    @Test
    void two_rules_of_one_script_draw_differently_and_the_same_script_the_same() {
        String text = """
                seed: 3
                rules:
                  - {on: "run.*", calls: 50%, fault: reset}
                  - {on: "run.*", calls: 50%, fault: quota}
                """;
        List<String> first = draws(text);
        assertThat(first).isEqualTo(draws(text)).contains("true false", "false true");
        assertThat(first).isNotEqualTo(draws(text.replace("seed: 3", "seed: 4")));
    }

    private static List<String> draws(String text) {
        Script script = ScriptParser.parse(text, METHODS);
        return IntStream.range(0, 100)
                .mapToObj(i -> script.rules().get(0).hits("run.services.get", "x") + " "
                        + script.rules().get(1).hits("run.services.get", "x"))
                .toList();
    }

    @ParameterizedTest(name = "{0} is about {1}: {2}")
    @CsvSource({
        "web,           projects/p/locations/l/services/web,                 true",
        "web,           projects/p/locations/l/services/web/revisions/web-1, true",
        "web,           projects/p/locations/l/services/web2,                false",
        "web*,          projects/p/locations/l/services/web2,                true",
        "projects/p/*,  projects/p/locations/l/services/web,                 true",
        "projects/q/*,  projects/p/locations/l/services/web,                 false",
        "'',            projects/p/locations/l/services/web,                 true",
    })
    void a_rule_is_about_a_resource(String resource, String name, boolean expected) {
        Script script = ScriptParser.parse(
                "rules: [{on: run.services.get, fault: reset"
                        + (resource.isEmpty() ? "" : ", resource: '" + resource + "'") + "}]",
                METHODS);
        Rule rule = script.rules().getFirst();
        assertThat(rule.hits("run.services.get", name)).isEqualTo(expected);
        assertThat(rule.hits("run.services.patch", name)).isFalse();
        assertThat(rule.toJson().path("seen").asInt()).isEqualTo(expected ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "PATCH,  /v2/projects/{p}/locations/{l}/services/{s},                     run.services.patch",
        "POST,   /v2/projects/{p}/locations/{l}/services,                         run.services.create",
        "POST,   /v2/projects/{p}/locations/{l}/services/{s}:setIamPolicy,        run.services.setIamPolicy",
        "GET,    /v2/projects/{p}/locations/{l}/services/{s}/revisions,           run.services.revisions.list",
        "POST,   /v2/projects/{p}/locations/{l}/operations/{o}:wait,              run.operations.wait",
        "POST,   /v2/projects/{p}/locations/{l}/jobs/{j}:run,                     run.jobs.run",
        "GET,    /v2/projects/{p}/locations/{l}/jobs/{j}/executions/{e}/tasks,    run.jobs.executions.tasks.list",
        "GET,    /v1/projects/{p}/secrets/{s}/versions/{v}:access,                secrets.versions.access",
        "GET,    /v1/projects/{p}/locations/{l}/secrets/{s},                      secrets.get",
        "POST,   /v1/projects/{p}/secrets/{s}:addVersion,                         secrets.addVersion",
        "GET,    /v1/projects/{p}/locations/{l}/repositories/{r}/dockerImages,    artifacts.repositories.dockerImages.list",
        "GET,    /v1/projects/{p}/locations/{l}/operations/{o},                   artifacts.operations.get",
        "GET,    /v3/projects/{p}/timeSeries,                                     monitoring.timeSeries.list",
        "POST,   /v2/entries:list,                                                logging.entries.list",
        "POST,   /token,                                                          oauth.token",
    })
    void methods_have_the_names_that_the_api_gives_them(String method, String template, String name) {
        assertThat(MethodNames.of(method, template)).contains(name);
    }

    @ParameterizedTest(name = "{0} needs {1}")
    @CsvSource({
        "run.services.patch,               run.services.update",
        "run.services.setIamPolicy,        run.services.setIamPolicy",
        "run.services.revisions.list,      run.revisions.list",
        "secrets.versions.access,          secretmanager.versions.access",
        "secrets.addVersion,               secretmanager.versions.add",
        "secrets.get,                      secretmanager.secrets.get",
        "logging.entries.list,             logging.logEntries.list",
        "monitoring.timeSeries.list,       monitoring.timeSeries.list",
        "artifacts.repositories.get,       artifactregistry.repositories.get",
    })
    void a_method_needs_a_permission(String method, String permission) {
        assertThat(Words.permission(method)).isEqualTo(permission);
    }

    @Test
    void what_is_no_api_of_googles_has_no_name() {
        assertThat(MethodNames.of("GET", "/_faults")).isEmpty();
        assertThat(MethodNames.of("GET", "/")).isEmpty();
        assertThat(MethodNames.of("GET", "/.well-known/jwks")).isEmpty();
    }

    @Test
    void a_text_of_no_form_at_all_is_told_once_with_its_line() {
        assertThatThrownBy(() -> ScriptParser.parse("rules:\n  - {on: a\n  - b", METHODS))
                .isInstanceOfSatisfying(
                        BadScript.class,
                        bad -> assertThat(bad.complaints()).singleElement().satisfies(complaint -> {
                            assertThat(complaint.place()).matches("line [23]");
                            assertThat(complaint.words()).startsWith("is neither YAML nor JSON");
                        }));
    }

    @Test
    void a_script_has_at_most_so_many_rules() {
        String rule = "{on: run.services.get, fault: reset}, ";
        assertThat(ScriptParser.parse("rules: [" + rule.repeat(ScriptParser.MOST_RULES) + "]", METHODS)
                        .rules())
                .hasSize(ScriptParser.MOST_RULES);
        assertThatThrownBy(
                        () -> ScriptParser.parse("rules: [" + rule.repeat(ScriptParser.MOST_RULES + 1) + "]", METHODS))
                .isInstanceOfSatisfying(
                        BadScript.class,
                        bad -> assertThat(bad.complaints())
                                .containsExactly(
                                        new BadScript.Complaint("rules", "are at most " + ScriptParser.MOST_RULES)));
    }
}
