package dev.greenlight.actions;

import dev.greenlight.actions.hooks.HookCommand;
import dev.greenlight.actions.hooks.Quiet;
import dev.greenlight.actions.publication.Publisher;
import dev.greenlight.actions.publication.ReportArtifact;
import dev.greenlight.actions.publication.TestLogs;
import dev.greenlight.process.Client;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.NearestName;
import dev.greenlight.report.Progress;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.Annotation;
import dev.greenlight.runner.Console;
import dev.greenlight.runner.FileCommands;
import dev.greenlight.runner.HostWorkspace;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.Masks;
import dev.greenlight.runner.RunnerContext;
import dev.greenlight.runner.RunnerLog;
import dev.greenlight.runner.artifacts.ArtifactName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** One run of the program: from its arguments and environment to its exit code. */
public final class Program {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int INVALID_INPUT = 2;
    static final int EXTERNAL_FAILURE = 3;
    static final int DEFECT = 70;

    /** The runner's own credentials, which a careless tool may print. */
    private static final List<String> CREDENTIALS =
            List.of("GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");

    /** The actions whose log is kept in the workspace as well. */
    private static final Set<String> LOGGED = Set.of("quality", "test");

    private static final int FAULTS_BEFORE_PUSH = 16;

    private final Wiring wiring;
    private final RunnerContext context;
    private final Path directory;
    private final PrintStream out;
    private final Log log;

    Program(Wiring wiring, RunnerContext context, Path directory, PrintStream out, boolean colour) {
        this.wiring = wiring;
        this.context = context;
        this.directory = directory;
        this.out = out;
        this.log = context.inActions()
                ? new RunnerLog(out, new Masks(), Program::token)
                : new Console(out, new Masks(), colour, Clock.systemUTC());
    }

    /**
     * @param environment this process's environment
     * @param directory the working directory, absolute
     * @param out takes UTF-8
     * @param colour whether a person who likes colour reads it
     */
    public static Program of(Map<String, String> environment, Path directory, PrintStream out, boolean colour) {
        return new Program(new Wiring(), new RunnerContext(environment), directory, out, colour);
    }

    /**
     * Runs to the end and publishes what it came to.
     *
     * @return 0 passed, 1 verdict failed, 2 invalid input, 3 external failure, 70 a defect of this program
     */
    public int run(List<String> arguments) {
        try (log) {
            CREDENTIALS.forEach(name -> context.variable(name).ifPresent(log::mask));
            return switch (new CommandTree(wiring).choose(arguments)) {
                case CommandTree.Choice.Text(String text) -> {
                    out.print(text);
                    yield PASSED;
                }
                case CommandTree.Choice.Cloud(var flags) -> {
                    LocalCloudCommand.run(flags, context.environment(), log);
                    yield PASSED;
                }
                case CommandTree.Choice.Hook(var flags) -> hook(flags) ? PASSED : FAILED;
                case CommandTree.Choice.Act(String action, var flags) ->
                    LOGGED.contains(action) ? logged(action, flags) : act(action, flags, log);
            };
        } catch (InvalidInput e) {
            e.faults().stream()
                    .limit(most(arguments))
                    .forEach(fault -> log.annotate(Annotation.of(Severity.ERROR, "greenlight", fault.toString())));
            if (e.faults().size() > most(arguments)) {
                log.say("and %d more; greenlight quality tells all of them"
                        .formatted(e.faults().size() - most(arguments)));
            }
            return INVALID_INPUT;
        } catch (ExternalFailure e) {
            log.annotate(Annotation.of(Severity.ERROR, "greenlight", inWords(e)));
            return EXTERNAL_FAILURE;
        } catch (RuntimeException | Error e) {
            log.group("Stack trace", trace(e).stream().limit(most(arguments)).toList());
            log.annotate(Annotation.of(Severity.ERROR, "greenlight", defect(e)));
            return DEFECT;
        }
    }

    /** How many lines a list of faults may have: before a push, a person reads some and no more. */
    private static int most(List<String> arguments) {
        boolean hook = !arguments.isEmpty() && arguments.getFirst().equals(HookCommand.NAME);
        return hook ? FAULTS_BEFORE_PUSH : Integer.MAX_VALUE;
    }

    /** Runs the action quality with its defaults, which says nothing itself and leaves no report. */
    private boolean hook(Map<String, String> flags) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("PATH", "HOME")) {
            context.variable(name).ifPresent(value -> environment.put(name, value));
        }
        Client git = new Client(new LocalCommands(), directory, environment);
        Map<String, String> presets = values(wiring.metadata("quality"), Map.of());
        return HookCommand.run(
                flags,
                git,
                (folder, given) -> {
                    Map<String, String> values = new HashMap<>(presets);
                    values.putAll(given);
                    return wiring.door("quality")
                            .open(new Inputs(values, log::mask), surroundings(folder, new Quiet(log)));
                },
                log::say);
    }

    private int logged(String action, Map<String, String> flags) {
        TestLogs logs = new TestLogs(context.workspace(directory), log, Clock.systemUTC());
        String commit =
                context.variable("GITHUB_SHA").map(sha -> " of commit " + sha).orElse("");
        try (Log both = logs.pipeline("greenlight " + action + commit)) {
            return act(action, flags, both);
        }
    }

    private int act(String action, Map<String, String> flags, Log kept) {
        ActionMetadata metadata = wiring.metadata(action);
        Inputs inputs = new Inputs(values(metadata, flags), kept::mask);
        metadata.inputs().stream()
                .filter(ActionMetadata.Input::isSecret)
                .forEach(secret -> inputs.secret(secret.name()));
        warnOfUnknown(metadata, kept);
        Surroundings surroundings = surroundings(context.workspace(directory), kept);
        Publisher publisher = new Publisher(
                action, context, kept, surroundings.workspace(), new FileCommands(context, Program::token));
        try {
            Door door = flags.containsKey(CommandTree.FIX) ? new QualityDoor(true) : wiring.door(action);
            Report report = door.open(inputs, surroundings);
            if (action.equals("quality")) {
                new TestLogs(surroundings.workspace(), kept, surroundings.clock()).security(report);
            }
            publisher.publish(report);
            boolean sent = send(inputs, surroundings, kept);
            return switch (report.verdict()) {
                case Verdict.Passed passed -> sent ? PASSED : EXTERNAL_FAILURE;
                case Verdict.Failed failed -> FAILED;
                case Verdict.Broken broken -> EXTERNAL_FAILURE;
            };
        } catch (InvalidInput e) {
            List<String> faults =
                    e.faults().stream().map(InvalidInput.Fault::toString).toList();
            publisher.publishWithoutVerdict("invalid-input", action + ": the input is refused", faults);
            return INVALID_INPUT;
        } catch (ExternalFailure e) {
            publisher.publishWithoutVerdict(
                    "external-failure", action + ": no verdict can be given", List.of(inWords(e)));
            send(inputs, surroundings, kept);
            return EXTERNAL_FAILURE;
        } catch (RuntimeException | Error e) {
            kept.group("Stack trace", trace(e));
            publisher.publishWithoutVerdict("defect", action + ": a defect of Greenlight", List.of(defect(e)));
            return DEFECT;
        }
    }

    /** The reports are sent when all of them are there; the door has looked at the input. */
    private boolean send(Inputs inputs, Surroundings surroundings, Log kept) {
        try {
            inputs.optional(ReportArtifact.INPUT)
                    .flatMap(ArtifactName::parse)
                    .ifPresent(name -> new ReportArtifact(context, kept, new FileCommands(context, Program::token))
                            .send(
                                    name,
                                    surroundings.results().orElseThrow(),
                                    surroundings.reports(),
                                    TestLogs.folder(surroundings.workspace())));
            return true;
        } catch (ExternalFailure e) {
            kept.annotate(Annotation.of(Severity.ERROR, "greenlight", inWords(e)));
            return false;
        }
    }

    /** A flag wins over the runner's variable, which wins over the default. */
    private Map<String, String> values(ActionMetadata metadata, Map<String, String> flags) {
        Map<String, String> values = new HashMap<>();
        for (ActionMetadata.Input input : metadata.inputs()) {
            input.literalPreset().ifPresent(preset -> values.put(input.name(), preset));
            if (context.inActions()) {
                context.input(input.name()).ifPresent(given -> values.put(input.name(), given));
            }
        }
        values.putAll(flags);
        return values;
    }

    private void warnOfUnknown(ActionMetadata metadata, Log kept) {
        if (!context.inActions()) {
            return;
        }
        Set<String> known =
                metadata.inputs().stream().map(ActionMetadata.Input::name).collect(Collectors.toSet());
        for (String unknown : context.inputsBeside(known)) {
            String hint = NearestName.of(unknown, known)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            kept.warn("This action has no input '" + unknown + "'" + hint);
        }
    }

    private Surroundings surroundings(Path workspace, Progress progress) {
        LocalCommands commands = new LocalCommands();
        HostWorkspace host = new HostWorkspace(context, commands, Path.of("/proc/self/mountinfo"));
        AtomicReference<Path> found = new AtomicReference<>();
        return new Surroundings(
                workspace,
                () -> found.updateAndGet(known -> known == null ? host.find(workspace) : known),
                context.environment(),
                commands,
                progress,
                Clock.systemUTC());
    }

    private static String inWords(ExternalFailure failure) {
        return failure.getMessage() + "\n" + failure.remedy();
    }

    private String defect(Throwable thrown) {
        String where = context.variable("GITHUB_ACTION_REPOSITORY")
                .map(repository -> context.variable("GITHUB_SERVER_URL").orElse("https://github.com") + "/" + repository
                        + "/issues/new")
                .orElse("the issues of the repository that Greenlight came from");
        return "This is a defect of Greenlight, not of your project: " + thrown
                + "\nPlease report it with the stack trace above to " + where + ".";
    }

    private static List<String> trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().lines().toList();
    }

    private static String token() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
