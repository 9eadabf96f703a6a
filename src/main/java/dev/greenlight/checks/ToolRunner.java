package dev.greenlight.checks;

import dev.greenlight.checks.scratch.InstalledPackages;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ToolUser;
import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs one check's tool in the scratch copy and reads what it left. */
final class ToolRunner {
    /** What a shell answers when there is no such program; some tools end so for reasons of their own. */
    private static final int NO_PROGRAM = 127;

    private static final Pattern NO_SUCH_PROGRAM = Pattern.compile(
            "(?s)(env|setpriv|sh|[^:\\n]*/(sh|nice)): .*(No such file or directory|not found|failed to execute).*");
    /** No file that a person wrote is longer. */
    private static final long LONGEST_SOURCE = 16L * 1024 * 1024;

    private final Round round;
    private final Sandbox sandbox;
    private final Commands commands;
    private final PlannedCheck urgent;

    /** @param urgent the check that all others make room for */
    ToolRunner(Round round, Sandbox sandbox, Commands commands, PlannedCheck urgent) {
        this.round = round;
        this.sandbox = sandbox;
        this.commands = commands;
        this.urgent = urgent;
    }

    /** Runs it to some end, unless there is no time left for it to begin. */
    ToolRun run(PlannedCheck planned) {
        if (round.limits().over()) {
            return new ToolRun.NotStarted(round.limits().all().limit());
        }
        try (ToolUser user = sandbox.one(round.copy())) {
            if (planned.target() instanceof HistoryFacts) {
                // git reads no history of somebody else's.
                user.own(round.copy().history());
            }
            return run(planned, repository(planned, user), user);
        } catch (IOException e) {
            return new ToolRun.Skipped(
                    "it could not be given a copy of the repository to itself, or what it left could not be ended: "
                            + e);
        }
    }

    /** The copy that it works on. */
    private Path repository(PlannedCheck planned, ToolUser user) throws IOException {
        if (!planned.check().alone(planned.target()) && !round.installsBelow(planned)) {
            return round.copy().repository();
        }
        List<String> hidden = planned.target() instanceof RepositoryFacts facts ? facts.hidden() : List.of();
        Path alone = round.copy().alone(round.checkout().workspace(), hidden, user);
        if (planned.check().fromNodeModules()) {
            Path workspace = round.checkout().workspace().toRealPath();
            InstalledPackages.spread(round.copy().repository(), workspace, alone, user);
        }
        return alone;
    }

    private ToolRun run(PlannedCheck planned, Path repository, ToolUser user) {
        Invocation invocation = planned.check().invocation(planned.target(), round.setting());
        List<String> arguments = new ArrayList<>(invocation.arguments());
        if (planned.check().fromNodeModules() && planned.target() instanceof ServiceFacts facts) {
            Optional<Path> program = NodeModules.tool(round.project(), facts, arguments.getFirst());
            if (program.isEmpty()) {
                return new ToolRun.Missing("it is not among the packages of " + planned.where());
            }
            arguments.set(0, program.get().toString());
        }
        Map<String, String> environment = new HashMap<>(invocation.environment());
        Path pinned = PinnedTools.folder(round.copy(), planned);
        if (Files.isDirectory(pinned)) {
            arguments.set(0, pinned.resolve("bin").resolve(arguments.getFirst()).toString());
            environment.put("PYTHONPATH", pinned.toString());
        }
        Path folder = folder(planned.target(), repository);
        Command command = invocation.asks()
                ? user.outgoing(folder, arguments, round.limits().left())
                : user.command(folder, arguments, round.limits().left());
        Command whole = command.withEnvironment(environment);
        Ending ending = commands.run(planned.equals(urgent) ? whole : whole.inBackground());
        ToolRun run = read(planned, ending, folder, repository);
        return Doubts.of(planned, round, repository.relativize(folder).toString())
                .map(run::doubted)
                .orElse(run);
    }

    private ToolRun read(PlannedCheck planned, Ending ending, Path folder, Path repository) {
        String prefix = repository.relativize(folder).toString();
        return switch (ending) {
            case Ending.NotStarted absent -> new ToolRun.Missing(absent.reason());
            case Ending.TimedOut late -> new ToolRun.TimedOut(round.limits().exceeded(late.limit()));
            case Ending.Exited exited
            when exited.code() == NO_PROGRAM
                    && NO_SUCH_PROGRAM.matcher(exited.errors()).matches() ->
                new ToolRun.Missing(exited.errors().strip());
            case Ending.Exited exited when !exited.whole() -> new ToolRun.NoReport(Commands.CUT_OFF);
            case Ending.Exited exited ->
                read(
                        planned.check(),
                        new ToolReport(
                                exited,
                                new ReportedPaths(folder, prefix),
                                planned.target(),
                                path -> source(repository, folder, path)));
        };
    }

    /** What a repository's own tool reports may be of any form: one that nobody thought of must not take what all others found along. */
    private static ToolRun read(Check check, ToolReport report) {
        try {
            return check.read(report);
        } catch (RuntimeException e) {
            return new ToolRun.NoReport("what it reported could not be understood: " + e);
        }
    }

    private Path folder(Target target, Path repository) {
        return switch (target) {
            case ServiceFacts facts ->
                repository
                        .resolve(round.checkout().within())
                        .resolve(facts.service().path())
                        .normalize();
            case ComposeFacts compose -> repository.resolve(compose.folder());
            case RepositoryFacts _, HistoryFacts _ -> repository;
        };
    }

    /** The text of a file of the copy as a tool names it; empty for any other. */
    private static String source(Path repository, Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            boolean ours = Files.isRegularFile(file)
                    && file.toRealPath().startsWith(repository)
                    && Files.size(file) <= LONGEST_SOURCE;
            return ours ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException | InvalidPathException e) {
            // Without the text a finding has no line, and is a finding all the same.
            return "";
        }
    }
}
