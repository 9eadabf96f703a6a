package dev.greenlight.suites;

import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.process.Teardown;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import dev.greenlight.suites.results.ReportReader;
import dev.greenlight.suites.results.SuiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings a stack up, lets its suites run to their ends, collects their reports, and takes the stack down whatever happened. */
public final class SuitesExecutor {
    private final Client docker;
    private final PathMapping paths;
    private final Path reports;
    private final Progress progress;
    private final Clock clock;

    /**
     * @param docker runs Docker's client
     * @param paths the workspace as seen by this process and by the engine
     * @param reports the folder that gets the suites' logs and reports
     */
    public SuitesExecutor(Client docker, PathMapping paths, Path reports, Progress progress, Clock clock) {
        this.docker = docker;
        this.paths = paths;
        this.reports = reports;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Runs the suites.
     *
     * @param run the run's unique name on the engine
     * @param limit for all of it together
     */
    public SuitesOutcome run(Stack stack, String run, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        ComposeModel model = stack.model().isolated(run);
        Set<String> suites = stack.suites();
        Compose compose = new Compose(run, stack.folder(), BuiltInStack.PROFILE);
        try {
            files().clear();
            Path files = Files.createTempDirectory("greenlight-suites-");
            Path toBuild = Files.writeString(files.resolve("build.json"), model.text());
            Path toRun = Files.writeString(
                    files.resolve("run.json"), model.forEngine(paths).text());
            try (Teardown _ = Teardown.of(() -> takeDown(compose, toRun, files))) {
                Optional<SuitesOutcome.Trouble> trouble = bringUp(model, compose, toBuild, toRun, suites, deadline);
                return trouble.isPresent()
                        ? notStarted(suites, trouble.get())
                        : new SuitesOutcome(follow(model, compose, toRun, suites, deadline), trouble);
            }
        } catch (IOException e) {
            throw new ExternalFailure(
                    "write the files of a test run", "the disk did not allow it: " + e, "Make room on the disk.", e);
        }
    }

    private Optional<SuitesOutcome.Trouble> bringUp(
            ComposeModel model, Compose compose, Path toBuild, Path toRun, Set<String> suites, Deadline deadline)
            throws IOException {
        List<String> images = model.built(model.closure(suites));
        if (!images.isEmpty()) {
            progress.say("Building the images of " + String.join(", ", images));
            Ending built = docker.run(compose.build(toBuild, images), deadline.left(), progress::quote);
            Optional<SuitesOutcome.Trouble> trouble = trouble("build the images of the tests", "build.log", built);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        progress.say("Starting " + String.join(", ", suites));
        Ending started = docker.run(compose.up(toRun, suites), deadline.left(), progress::quote);
        Optional<SuitesOutcome.Trouble> trouble = trouble("start the test containers", "start.log", started);
        if (trouble.isPresent()) {
            String logs = docker.ask(compose.logs(toRun));
            Tail.of(logs, 50).forEach(progress::quote);
            Logs.write(reports, "containers.log", logs);
        }
        return trouble;
    }

    private Optional<SuitesOutcome.Trouble> trouble(String stage, String log, Ending ending) throws IOException {
        String output = Tail.whole(ending);
        Logs.write(reports, log, output);
        if (Thread.currentThread().isInterrupted()) {
            throw SuiteWatch.cancelled(null);
        }
        return switch (ending) {
            case Ending.Exited exited when exited.succeeded() -> Optional.empty();
            case Ending.Exited exited ->
                Optional.of(new SuitesOutcome.Trouble(stage, "it ended with exit code " + exited.code(), output));
            case Ending.TimedOut _ ->
                Optional.of(new SuitesOutcome.Trouble(stage, "the time limit was reached", output));
            case Ending.NotStarted absent -> Optional.of(new SuitesOutcome.Trouble(stage, absent.reason(), output));
        };
    }

    private static SuitesOutcome notStarted(Set<String> suites, SuitesOutcome.Trouble trouble) {
        SuiteRun run = new SuiteRun.NotStarted("could not " + trouble.stage() + ": " + trouble.why());
        SuiteReport none = new SuiteReport.Unusable("the suite did not start");
        List<String> lines = Tail.of(trouble.output(), 50);
        return new SuitesOutcome(
                suites.stream()
                        .map(suite -> new SuiteResult(suite, run, none, List.of(), Duration.ZERO, lines))
                        .toList(),
                Optional.of(trouble));
    }

    private List<SuiteResult> follow(
            ComposeModel model, Compose compose, Path toRun, Set<String> suites, Deadline deadline) throws IOException {
        // File systems keep times more coarsely than the clock tells them.
        Instant since = clock.instant().minus(deadline.gone()).truncatedTo(ChronoUnit.SECONDS);
        List<Container> containers = containers(compose, toRun).stream()
                .filter(container -> suites.contains(container.service()))
                .toList();
        Map<String, Watched> watched = new SuiteWatch(docker, progress, deadline).toTheirEnds(containers);
        Map<String, List<ReportReader.LeftFile>> left = files().collect(containers, since);
        SuiteJudge judge = new SuiteJudge(paths.here(), deadline.limit());
        List<SuiteResult> results = suites.stream()
                .map(suite -> judge.result(
                        suite,
                        Optional.ofNullable(watched.get(suite)),
                        left.getOrDefault(suite, List.of()),
                        model.context(suite)))
                .toList();
        for (Map.Entry<String, Watched> suite : watched.entrySet()) {
            Logs.write(reports, suite.getKey() + ".log", suite.getValue().log());
        }
        if (results.stream().anyMatch(result -> !(result.run() instanceof SuiteRun.Passed))) {
            Logs.write(reports, "containers.log", docker.ask(compose.logs(toRun)));
        }
        return results;
    }

    private ReportFiles files() {
        return new ReportFiles(docker, paths, reports.resolve("test"));
    }

    private List<Container> containers(Compose compose, Path toRun) {
        List<String> ids = docker.ask(compose.containers(toRun)).lines().toList();
        return ids.isEmpty() ? List.of() : ContainerParser.parse(docker.ask(Compose.inspect(ids)));
    }

    private void takeDown(Compose compose, Path toRun, Path files) {
        Ending ending = docker.run(compose.down(toRun), Duration.ofMinutes(1));
        if (!(ending instanceof Ending.Exited exited && exited.succeeded())) {
            progress.warn("The test containers of " + compose.run() + " could not be removed: "
                    + String.join(" | ", Tail.of(ending, 3)));
        }
        try {
            Files.deleteIfExists(files.resolve("build.json"));
            Files.deleteIfExists(files.resolve("run.json"));
            Files.deleteIfExists(files);
        } catch (IOException e) {
            // Two small files in the folder for temporary ones.
        }
    }
}
