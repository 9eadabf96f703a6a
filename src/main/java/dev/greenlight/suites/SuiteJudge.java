package dev.greenlight.suites;

import dev.greenlight.process.Tail;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import dev.greenlight.suites.results.ReportReader;
import dev.greenlight.suites.results.SuiteReport;
import dev.greenlight.suites.results.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides what a suite comes to. */
final class SuiteJudge {
    private final Path workspace;
    private final Duration limit;

    SuiteJudge(Path workspace, Duration limit) {
        this.workspace = workspace;
        this.limit = limit;
    }

    /**
     * @param watched how its container ended; empty when it never appeared
     * @param files what it left
     * @param context the folder that its image was built from, which its own paths start from
     */
    SuiteResult result(
            String suite, Optional<Watched> watched, List<ReportReader.LeftFile> files, Optional<Path> context) {
        String log = watched.map(Watched::log).orElse("");
        SuiteReport report = ReportReader.read(files, log);
        SuiteRun run = watched.map(end -> end.ended()
                        .map(container -> SuiteRun.of(report, container.exitCode(), container.hint()))
                        .orElseGet(() -> new SuiteRun.TimedOut(limit)))
                .orElseGet(() -> new SuiteRun.NotStarted("compose made no container for it"));
        List<Finding> findings = report.tally().failed().stream()
                .map(test -> finding(suite, test, context))
                .toList();
        List<String> lines = run instanceof SuiteRun.Passed ? List.of() : Tail.of(log, 50);
        return new SuiteResult(
                suite, run, report, findings, watched.map(Watched::took).orElse(Duration.ZERO), lines);
    }

    private Finding finding(String suite, Tally.FailedTest test, Optional<Path> context) {
        Optional<Location> location = test.file()
                .flatMap(file -> context.map(folder -> folder.resolve(file).normalize()))
                .filter(file -> file.startsWith(workspace))
                .map(file -> new Location(workspace.relativize(file).toString(), test.line(), 0));
        return new Finding(suite, "test-failed", Severity.ERROR, location, test.name() + ": " + test.message());
    }
}
