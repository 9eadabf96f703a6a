package dev.greenlight.actions.hooks;

import dev.greenlight.process.Client;
import dev.greenlight.process.ShellText;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The local command {@code hook}. */
public final class HookCommand {
    public static final String NAME = "hook";
    private static final String PROGRAM = "greenlight";
    private static final String CONFIG = "greenlight.yml";
    /** What the hook says to quality. */
    private static final List<String> INPUTS =
            List.of("config", "checks", "fail-on", "baseline", "baseline-file", "baseline-ref");

    private static final Map<String, List<String>> WORDS = new TreeMap<>(
            Map.of("fail-on", List.of("error", "warning", "note"), "baseline", List.of("none", "file", "merge-base")));

    private HookCommand() {}

    public static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description(
                        "Installs git's hook before a push, which runs the checks of quality on the pushed commits."
                                + " A hook of somebody else is never touched.");
        spec.addOption(option(
                "--config", "FILE", "The project's greenlight.yml, from the repository's root. Default: " + CONFIG));
        spec.addOption(
                option("--command", "COMMAND", "How the hook starts Greenlight, in a shell. Default: " + PROGRAM));
        spec.addOption(option("--checks", "LIST", "Which checks run, separated by commas. Default: all that fit."));
        spec.addOption(option("--fail-on", "SEVERITY", "As of quality: error, warning or note. Default: error."));
        spec.addOption(option("--baseline", "WITH", "As of quality: none, file or merge-base. Default: none."));
        spec.addOption(option("--baseline-file", "FILE", "As of quality. Default: greenlight-baseline.json."));
        spec.addOption(option("--baseline-ref", "REF", "As of quality. Default: the remote's main branch."));
        spec.addOption(OptionSpec.builder("--remove")
                .type(String.class)
                .arity("0")
                .fallbackValue("true")
                .description("Takes the hook away again.")
                .build());
        spec.addOption(option("--push", "LINES", "What the hook itself calls, with git's lines about the push."));
        return spec;
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /**
     * @param git runs programs in a folder of the repository
     * @param checks checks the repository in a folder, with these inputs of {@code quality}
     * @param lines receives what a person is to read
     * @return whether the push may go on; true where there is none
     */
    public static boolean run(
            Map<String, String> flags,
            Client git,
            BiFunction<Path, Map<String, String>, Report> checks,
            Consumer<String> lines) {
        check(flags);
        Map<String, String> inputs = new TreeMap<>(Map.of("config", CONFIG));
        for (String name : INPUTS) {
            Optional.ofNullable(flags.get(name)).ifPresent(value -> inputs.put(name, value));
        }
        if (flags.containsKey("push")) {
            String command = flags.getOrDefault("command", PROGRAM);
            return new PushCheck(git, folder -> checks.apply(folder, inputs), again(command, inputs), failOn(inputs))
                    .allows(flags.get("push"), lines);
        }
        PushHook hook = new PushHook(git);
        PushHook.Change change = flags.containsKey("remove")
                ? hook.remove()
                : hook.install(flags.getOrDefault("command", PROGRAM), inputs);
        lines.accept(inWords(change, flags.containsKey("remove")) + hook.file());
        return true;
    }

    /** How a person runs the same on the folder, but for which checks. */
    private static String again(String command, Map<String, String> inputs) {
        StringBuilder again = new StringBuilder(command).append(" quality");
        inputs.forEach((name, value) -> {
            if (!name.equals("checks") && !(name.equals("config") && value.equals(CONFIG))) {
                again.append(' ').append(ShellText.flag(name, value));
            }
        });
        return again.toString();
    }

    /** @param inputs accepted */
    private static Severity failOn(Map<String, String> inputs) {
        return Severity.valueOf(inputs.getOrDefault("fail-on", "error").toUpperCase(Locale.ROOT));
    }

    private static void check(Map<String, String> flags) {
        List<InvalidInput.Fault> faults = new ArrayList<>();
        for (String name : Stream.concat(Stream.of("command"), INPUTS.stream()).toList()) {
            String value = flags.getOrDefault(name, PROGRAM);
            if (value.isBlank() || value.lines().count() != 1) {
                faults.add(new InvalidInput.Fault(name, value, "one line that is not blank", PROGRAM));
            }
        }
        WORDS.forEach((name, words) -> {
            if (flags.containsKey(name) && !words.contains(flags.get(name))) {
                faults.add(new InvalidInput.Fault(name, flags.get(name), "one of " + words, words.getFirst()));
            }
        });
        if (flags.containsKey("remove") && flags.containsKey("push")) {
            faults.add(new InvalidInput.Fault("remove", "true", "one thing to do: this or push, not both", "--remove"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private static String inWords(PushHook.Change change, boolean removing) {
        return switch (change) {
            case INSTALLED -> "From now on the checks run before every push. Installed: ";
            case UPDATED -> "The hook starts Greenlight in the new way. Updated: ";
            case REMOVED -> "Pushes are not checked any more. Removed: ";
            case NONE -> removing ? "There is no hook of Greenlight's. Looked for: " : "It is installed already: ";
        };
    }
}
