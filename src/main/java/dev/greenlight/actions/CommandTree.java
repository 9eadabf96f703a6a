package dev.greenlight.actions;

import dev.greenlight.actions.hooks.HookCommand;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: a subcommand for each action, with a flag for each of its inputs, and the local commands. */
final class CommandTree {
    /** What the arguments ask for. */
    sealed interface Choice {
        /** An action, with the flags given. */
        record Act(String action, Map<String, String> flags) implements Choice {
            public Act {
                flags = Map.copyOf(flags);
            }
        }

        /** The local cloud. */
        record Cloud(Map<String, String> flags) implements Choice {
            public Cloud {
                flags = Map.copyOf(flags);
            }
        }

        /** Git's hook before a push. */
        record Hook(Map<String, String> flags) implements Choice {
            public Hook {
                flags = Map.copyOf(flags);
            }
        }

        /** A text to print: a help page, or the version. */
        record Text(String text) implements Choice {}
    }

    private final Wiring wiring;

    CommandTree(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Understands the arguments.
     *
     * @throws InvalidInput with every argument that no command or flag answers to
     */
    Choice choose(List<String> arguments) {
        CommandLine root = root(arguments.isEmpty() ? "" : arguments.getFirst());
        try {
            ParseResult result = root.parseArgs(arguments.toArray(String[]::new));
            return result.hasSubcommand() ? chosen(result.subcommand()) : withoutCommand(root, result);
        } catch (CommandLine.UnmatchedArgumentException e) {
            throw unmatched(e.getCommandLine(), e.getUnmatched());
        } catch (CommandLine.ParameterException e) {
            String command = e.getCommandLine().getCommandName();
            throw new InvalidInput(
                    command,
                    String.join(" ", arguments),
                    "a complete command line (" + e.getMessage() + ")",
                    "greenlight " + command + " --help");
        }
    }

    private static Choice chosen(ParseResult command) {
        CommandLine line = command.commandSpec().commandLine();
        if (command.isUsageHelpRequested()) {
            return new Choice.Text(line.getUsageMessage());
        }
        Map<String, String> flags = new LinkedHashMap<>();
        for (OptionSpec option : command.matchedOptions()) {
            flags.put(option.longestName().substring(2), option.getValue());
        }
        String name = command.commandSpec().name();
        return switch (name) {
            case LocalCloudCommand.NAME -> new Choice.Cloud(flags);
            case HookCommand.NAME -> new Choice.Hook(flags);
            default -> new Choice.Act(name, flags);
        };
    }

    private Choice withoutCommand(CommandLine root, ParseResult result) {
        if (result.isUsageHelpRequested()) {
            return new Choice.Text(root.getUsageMessage());
        }
        if (result.isVersionHelpRequested()) {
            String version = CommandTree.class.getPackage().getImplementationVersion();
            return new Choice.Text("greenlight " + (version == null ? "of this checkout" : version) + "\n");
        }
        throw new InvalidInput("greenlight", "", "one of " + String.join(", ", commands()), "greenlight quality");
    }

    private List<String> commands() {
        List<String> all = new ArrayList<>(wiring.names());
        all.addAll(List.of(HookCommand.NAME, LocalCloudCommand.NAME));
        return all;
    }

    /** Reads the metadata of the chosen command alone, or of all when a help page or a hint needs them. */
    private CommandLine root(String chosen) {
        CommandSpec root = CommandSpec.create().name("greenlight");
        root.usageMessage().description("Takes a Django and React application to Google Cloud Run, and back.");
        root.addOption(help());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the version.")
                .build());
        boolean single = commands().contains(chosen);
        for (String name : wiring.names()) {
            if (!single || name.equals(chosen)) {
                root.addSubcommand(name, action(name, wiring.metadata(name)));
            }
        }
        if (!single || chosen.equals(HookCommand.NAME)) {
            root.addSubcommand(HookCommand.NAME, HookCommand.spec().addOption(help()));
        }
        if (!single || chosen.equals(LocalCloudCommand.NAME)) {
            root.addSubcommand(LocalCloudCommand.NAME, LocalCloudCommand.spec().addOption(help()));
        }
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100);
    }

    private static CommandSpec action(String name, ActionMetadata metadata) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(literal(metadata.description()));
        for (ActionMetadata.Input input : metadata.inputs()) {
            spec.addOption(flag(input));
        }
        if (!spec.optionsMap().containsKey("--help")) {
            spec.addOption(help());
        }
        return spec;
    }

    private static OptionSpec flag(ActionMetadata.Input input) {
        String preset = input.preset()
                .filter(value -> !value.isEmpty())
                .map(value -> " Default: " + value)
                .orElse("");
        OptionSpec.Builder flag = OptionSpec.builder("--" + input.name())
                .type(String.class)
                .paramLabel("VALUE")
                .description(literal(input.description() + preset));
        return (input.isFlag() ? flag.arity("0..1").fallbackValue("true") : flag.arity("1")).build();
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this page.")
                .build();
    }

    /** A description is a format to picocli. */
    private static String literal(String text) {
        return text.replace("%", "%%");
    }

    private InvalidInput unmatched(CommandLine command, List<String> arguments) {
        boolean atRoot = command.getParent() == null;
        Set<String> known = new TreeSet<>(
                atRoot ? commands() : command.getCommandSpec().optionsMap().keySet());
        List<InvalidInput.Fault> faults = new ArrayList<>();
        for (String argument : arguments) {
            String written = argument.replaceFirst("=.*", "");
            String hint = NearestName.of(written, known)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
            String accepted = atRoot ? "a command (" + String.join(", ", commands()) + ")" : "a flag of this command";
            String example = NearestName.of(written, known).orElse("--help");
            faults.add(new InvalidInput.Fault(command.getCommandName(), written, accepted + hint, example));
        }
        return new InvalidInput(faults);
    }
}
