package dev.greenlight.actions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.actions.publication.ReportArtifact;
import dev.greenlight.images.DockerTrouble;
import dev.greenlight.process.Client;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.suites.PathMapping;
import dev.greenlight.suites.Stack;
import dev.greenlight.suites.StackSource;
import dev.greenlight.suites.SuitesExecutor;
import dev.greenlight.suites.SuitesOutcome;
import dev.greenlight.suites.SuitesReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The action {@code test}: the project's suites, in containers. */
final class TestDoor implements Door {
    @Override
    public String name() {
        return "test";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Path workspace = surroundings.workspace();
        Path config = inputs.within(workspace, "config", "greenlight.yml");
        List<String> wanted = inputs.list("suites");
        Duration limit = inputs.duration("time-limit").orElse(Duration.ofMinutes(30));
        Optional<Path> given = inputs.optional("compose-file")
                .map(file -> inputs.within(workspace, "compose-file", "docker-compose.yml"));
        inputs.artifact(ReportArtifact.INPUT, surroundings);
        inputs.check();
        Path folder = config.resolveSibling("").normalize();
        var services = ProjectFile.read(workspace, config).services().values();

        Client docker = DockerEngine.clientWithVariables(surroundings, folder);
        DockerEngine.require(docker);
        Stack stack = new StackSource(docker, folder).find(given, services).only(wanted);
        SuitesExecutor executor = new SuitesExecutor(
                docker,
                new PathMapping(workspace, surroundings.hostWorkspace()),
                surroundings.reports(),
                surroundings.progress(),
                surroundings.clock());
        SuitesOutcome outcome = executor.run(stack, uniqueName(), limit);
        outcome.trouble()
                .flatMap(trouble -> DockerTrouble.build(trouble.stage(), trouble.output()))
                .ifPresent(failure -> {
                    throw failure;
                });
        return report(surroundings, new SuitesReport(outcome.results()));
    }

    /** Two runs on one engine must not meet. */
    private static String uniqueName() {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return "greenlight-test-" + HexFormat.of().formatHex(random);
    }

    private static Report report(Surroundings surroundings, SuitesReport suites) {
        Verdict verdict = suites.verdict();
        boolean passed = verdict instanceof Verdict.Passed;
        ObjectNode coverage = JsonNodeFactory.instance.objectNode();
        suites.coverage().forEach(coverage::put);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", passed ? "passed" : "failed");
        outputs.put("tests", String.valueOf(suites.total().tests()));
        outputs.put("failures", String.valueOf(suites.total().failed().size()));
        outputs.put("skipped", String.valueOf(suites.total().skipped()));
        outputs.put("coverage", coverage.toString());
        outputs.put("report", "greenlight-reports/test.json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("commit", surroundings.commit());
        data.put("suites", suites.data());
        String title = "test %s: %d tests in %d %s, %d failed, %d skipped"
                .formatted(
                        passed ? "passed" : "failed",
                        suites.total().tests(),
                        suites.results().size(),
                        suites.results().size() == 1 ? "suite" : "suites",
                        suites.total().failed().size(),
                        suites.total().skipped());
        return new Report(title, verdict, suites.findings(), suites.sections(), outputs, data);
    }
}
