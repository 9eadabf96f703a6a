package dev.greenlight.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.report.Finding;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The program with a command of the test's own, as a step of a job; the work is what a test sets. */
@SuppressWarnings("NullAway.Init")
abstract class ProgramAtWork {
    static final Report GOOD = report(new Verdict.Passed(), List.of());

    @TempDir
    Path workspace;

    @TempDir
    Path files;

    final Map<String, String> environment = new LinkedHashMap<>();
    final ReadingRunner runner = new ReadingRunner();
    BiFunction<Inputs, Surroundings, Report> work = (inputs, surroundings) -> GOOD;

    @BeforeEach
    void be_a_step() throws IOException {
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        for (String name : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(name, Files.createFile(files.resolve(name)).toString());
        }
    }

    int run(String... arguments) {
        return new Program(
                        new TestingWiring((inputs, surroundings) -> work.apply(inputs, surroundings)),
                        new RunnerContext(environment),
                        workspace,
                        runner.out,
                        false)
                .run(List.of(arguments));
    }

    String file(String variable) throws IOException {
        return Files.readString(Path.of(environment.get(variable)));
    }

    JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(workspace.resolve("greenlight-reports/sample.json").toFile());
    }

    static Finding finding(Severity severity, String path, int line) {
        return new Finding("flake8", "F401", severity, Optional.of(new Location(path, line, 0)), "unused");
    }

    static Report report(Verdict verdict, List<Finding> findings) {
        return new Report(
                "All is well",
                verdict,
                findings,
                List.of(new Section("Details", "fine")),
                Map.of("verdict", "passed\n::x::%"),
                Map.of("seconds", 3));
    }
}
