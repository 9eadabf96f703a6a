package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Location;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.ReadingRunner;
import dev.greenlight.runner.RunnerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private static final Report GOOD = report(new Verdict.Passed(), List.of());

    @TempDir
    Path workspace;

    @TempDir
    Path files;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final ReadingRunner runner = new ReadingRunner();
    private BiFunction<Inputs, Surroundings, Report> work = (inputs, surroundings) -> GOOD;

    @BeforeEach
    void be_a_step() throws IOException {
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        for (String name : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(name, Files.createFile(files.resolve(name)).toString());
        }
    }

    @Test
    void a_passed_report_gives_zero_and_is_said_everywhere() throws IOException {
        assertThat(run("sample")).isZero();
        assertThat(runner.read().shown).contains("All is well", "fine", "Report: greenlight-reports/sample.json");
        assertThat(runner.annotations).isEmpty();
        assertThat(ReadingRunner.values(file("GITHUB_OUTPUT"))).isEqualTo(Map.of("verdict", "passed\n::x::%"));
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("## ✅ All is well", "### Details\n\nfine");
        assertThat(json().path("verdict").asText()).isEqualTo("passed");
        assertThat(json().path("seconds").asInt()).isEqualTo(3);
    }

    @Test
    void a_failed_verdict_gives_one_and_its_reasons_are_annotated_first() {
        work = (inputs, surroundings) -> report(
                new Verdict.Failed(List.of("flake8 objects", "tsc crashed")),
                List.of(
                        finding(Severity.NOTE, "b.py", 1),
                        finding(Severity.ERROR, "b.py", 9),
                        finding(Severity.ERROR, "a.py", 2)));
        assertThat(run("sample")).isEqualTo(1);
        assertThat(runner.read().annotations)
                .containsExactly(
                        "error {title=sample failed} flake8 objects\ntsc crashed",
                        "error {file=a.py, line=2, title=flake8 F401} unused",
                        "error {file=b.py, line=9, title=flake8 F401} unused",
                        "notice {file=b.py, line=1, title=flake8 F401} unused");
    }

    @Test
    void findings_beyond_the_runners_limits_are_counted_and_none_is_lost_from_the_report() throws IOException {
        work = (inputs, surroundings) -> report(
                new Verdict.Failed(List.of("too many")),
                IntStream.rangeClosed(1, 1200)
                        .mapToObj(line -> finding(Severity.ERROR, "a.py", line))
                        .toList());
        assertThat(run("sample")).isEqualTo(1);
        assertThat(runner.read().annotations).hasSize(10);
        assertThat(runner.shown)
                .contains("and 200 more findings, which greenlight-reports/sample.json lists")
                .anyMatch(line -> line.startsWith("1191 findings are not pinned"));
        assertThat(json().path("findings")).hasSize(1200);
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("The first 500 of 1200 findings");
    }

    @Test
    void what_a_tool_says_does_not_become_markup_of_the_summary() throws IOException {
        work = (inputs, surroundings) -> report(
                new Verdict.Passed(),
                List.of(new Finding(
                        "flake8",
                        "F|1",
                        Severity.NOTE,
                        Optional.of(Location.of("a|b.py")),
                        "<img src=x>\n| [a](http://evil) @team `x`")));
        run("sample");
        assertThat(file("GITHUB_STEP_SUMMARY"))
                .contains(
                        "| note | a\\|b.py | &lt;img src=x&gt;<br>\\| \\[a\\](http://evil) &#64;team \\`x\\` | flake8 F\\|1 |");
    }

    @Test
    void every_refused_input_is_told_and_gives_two() throws IOException {
        environment.put("INPUT_FAIL-ON", "eror");
        environment.put("INPUT_DRY-RUN", "perhaps");
        work = (inputs, surroundings) -> {
            inputs.choice("fail-on", List.of("error", "warning"));
            inputs.flag("dry-run");
            inputs.check();
            return GOOD;
        };
        assertThat(run("sample")).isEqualTo(2);
        assertThat(runner.read().annotations)
                .hasSize(2)
                .anyMatch(line -> line.contains("fail-on: 'eror'"))
                .anyMatch(line -> line.contains("dry-run: 'perhaps'"));
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("fail-on", "dry-run");
        assertThat(json().path("verdict").asText()).isEqualTo("invalid-input");
    }

    @Test
    void an_external_failure_gives_three_with_its_remedy() {
        work = (inputs, surroundings) -> {
            throw new ExternalFailure("reach Docker", "nothing listens", "Start the engine");
        };
        assertThat(run("sample")).isEqualTo(3);
        assertThat(runner.read().annotations)
                .containsExactly("error {title=sample: no verdict can be given} "
                        + "Tried to reach Docker but nothing listens.\nStart the engine");
    }

    @Test
    void a_defect_gives_seventy_a_stack_trace_and_the_place_to_report_it() {
        environment.put("GITHUB_ACTION_REPOSITORY", "team/greenlight");
        work = (inputs, surroundings) -> {
            throw new IllegalStateException("oops");
        };
        assertThat(run("sample")).isEqualTo(70);
        assertThat(runner.read().shown).contains("java.lang.IllegalStateException: oops");
        assertThat(runner.annotations.getFirst()).contains("https://github.com/team/greenlight/issues/new");
    }

    @Test
    void a_missing_output_file_gives_three_and_the_summary_still_tells() throws IOException {
        Files.delete(Path.of(environment.get("GITHUB_OUTPUT")));
        assertThat(run("sample")).isEqualTo(3);
        assertThat(runner.read().annotations.getFirst()).contains("GITHUB_OUTPUT", "does not exist");
        assertThat(file("GITHUB_STEP_SUMMARY")).contains("no verdict can be given");
    }

    @Test
    void a_report_leaves_its_own_files_beside_it_with_secrets_hidden() throws IOException {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        work = (inputs, surroundings) -> GOOD.with("plan.json", "{\"token\": \"hunter2-and-more\"}");

        assertThat(run("sample")).isZero();

        assertThat(Files.readString(workspace.resolve("greenlight-reports/plan.json")))
                .isEqualTo("{\"token\": \"***\"}");
        assertThat(runner.read().annotations)
                .anySatisfy(annotation ->
                        assertThat(annotation.toString()).contains("greenlight-reports/plan.json", "hidden"));
    }

    @Test
    void the_reports_path_is_given_even_when_there_is_no_verdict() throws IOException {
        work = (inputs, surroundings) -> {
            throw new ExternalFailure("ask the cloud", "it is away", "Wait");
        };
        assertThat(run("sample")).isEqualTo(3);
        assertThat(file("GITHUB_OUTPUT")).contains("report", "greenlight-reports/sample.json");
    }

    @Test
    void a_flag_wins_over_the_runners_input_which_wins_over_the_default() {
        List<String> seen = new ArrayList<>();
        work = (inputs, surroundings) -> {
            seen.add(inputs.optional("fail-on").orElse("") + " " + inputs.flag("dry-run"));
            return GOOD;
        };
        run("sample");
        environment.put("INPUT_FAIL-ON", "note");
        run("sample");
        run("sample", "--fail-on", "error", "--dry-run");
        environment.remove("GITHUB_ACTIONS");
        run("sample", "--dry-run=false");
        assertThat(seen).containsExactly("warning false", "note false", "error true", "warning false");
    }

    @Test
    void a_default_that_only_a_runner_can_evaluate_is_absent_elsewhere() {
        List<Optional<String>> seen = new ArrayList<>();
        work = (inputs, surroundings) -> {
            seen.add(inputs.optional("github-token"));
            return GOOD;
        };
        run("sample");
        environment.put("INPUT_GITHUB-TOKEN", "ghs_1234567");
        run("sample");
        assertThat(seen).containsExactly(Optional.empty(), Optional.of("ghs_1234567"));
    }

    @Test
    void an_input_that_does_not_exist_is_warned_of_with_the_nearest_one() {
        environment.put("INPUT_FIAL-ON", "error");
        assertThat(run("sample")).isZero();
        assertThat(runner.read().annotations)
                .containsExactly("warning {} This action has no input 'fial-on'; did you mean 'fail-on'?");
    }

    @Test
    void every_unknown_flag_is_refused_with_the_nearest_one() {
        assertThat(run("sample", "--fial-on=x", "--dry-runs")).isEqualTo(2);
        assertThat(runner.raw())
                .contains("did you mean --fail-on?", "did you mean --dry-run?")
                .doesNotContain("at dev.greenlight");
    }

    @Test
    void an_unknown_command_is_refused_with_the_known_ones() {
        assertThat(run("smaple")).isEqualTo(2);
        assertThat(runner.raw()).contains("did you mean sample?");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void help_tells_each_flag_with_its_description_and_default() {
        assertThat(run("sample", "--help")).isZero();
        assertThat(runner.raw())
                .contains("Checks 100% of the sample", "--fail-on=VALUE", "Default: warning", "${{ github.token }}");
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
    }

    @Test
    void a_secret_is_masked_before_anything_prints_and_appears_nowhere() throws IOException {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        environment.put("ACTIONS_RUNTIME_TOKEN", "runtime-credential");
        work = (inputs, surroundings) -> {
            surroundings.progress().say("the token is hunter2-and-more");
            surroundings.progress().quote("child saw runtime-credential");
            return new Report(
                    "Leaks hunter2-and-more",
                    new Verdict.Failed(List.of("hunter2-and-more is wrong")),
                    List.of(),
                    List.of(new Section("hunter2-and-more", "hunter2-and-more")),
                    Map.of("verdict", "hunter2-and-more"),
                    Map.of("token", List.of("hunter2-and-more")));
        };
        run("sample");
        assertThat(runner.raw())
                .startsWith("::add-mask::runtime-credential\n::add-mask::hunter2-and-more\n")
                .containsOnlyOnce("hunter2-and-more")
                .containsOnlyOnce("runtime-credential");
        for (Path file : List.of(
                Path.of(environment.get("GITHUB_OUTPUT")),
                Path.of(environment.get("GITHUB_STEP_SUMMARY")),
                workspace.resolve("greenlight-reports/sample.json"),
                workspace.resolve("greenlight-reports/sample.md"))) {
            assertThat(Files.readString(file)).contains("***").doesNotContain("hunter2");
        }
    }

    @Test
    void a_secret_stays_hidden_in_a_refusal_a_failure_and_a_defect() {
        environment.put("INPUT_API-TOKEN", "hunter2-and-more");
        List<RuntimeException> thrown = List.of(
                new InvalidInput("api-token", "hunter2-and-more", "a token", "x"),
                new ExternalFailure("log in with hunter2-and-more", "refused", "Get another"),
                new IllegalStateException("hunter2-and-more"));
        List<Integer> codes = new ArrayList<>();
        for (RuntimeException failure : thrown) {
            work = (inputs, surroundings) -> {
                throw failure;
            };
            codes.add(run("sample"));
        }
        assertThat(codes).containsExactly(2, 3, 70);
        assertThat(runner.raw().lines().filter(line -> line.contains("hunter2")))
                .allMatch(line -> line.startsWith("::add-mask::"));
    }

    @Test
    void reports_never_follow_a_link_out_of_the_workspace() throws IOException {
        Files.createSymbolicLink(workspace.resolve("greenlight-reports"), files);
        assertThat(run("sample")).isZero();
        assertThat(files.resolve("sample.json")).doesNotExist();
        assertThat(runner.read().annotations).anyMatch(line -> line.contains("could not be left"));
    }

    @Test
    void on_a_laptop_it_prints_for_a_person_and_writes_only_the_reports() throws IOException {
        environment.clear();
        assertThat(run("sample")).isZero();
        assertThat(runner.raw())
                .doesNotContain("\n::group", "\u001b")
                .contains("All is well\n", "Outputs\nverdict=passed\n");
        assertThat(json().path("title").asText()).isEqualTo("All is well");
    }

    private int run(String... arguments) {
        return new Program(
                        new TestingWiring((inputs, surroundings) -> work.apply(inputs, surroundings)),
                        new RunnerContext(environment),
                        workspace,
                        runner.out,
                        false)
                .run(List.of(arguments));
    }

    private String file(String variable) throws IOException {
        return Files.readString(Path.of(environment.get(variable)));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(workspace.resolve("greenlight-reports/sample.json").toFile());
    }

    private static Finding finding(Severity severity, String path, int line) {
        return new Finding("flake8", "F401", severity, Optional.of(new Location(path, line, 0)), "unused");
    }

    private static Report report(Verdict verdict, List<Finding> findings) {
        return new Report(
                "All is well",
                verdict,
                findings,
                List.of(new Section("Details", "fine")),
                Map.of("verdict", "passed\n::x::%"),
                Map.of("seconds", 3));
    }
}
