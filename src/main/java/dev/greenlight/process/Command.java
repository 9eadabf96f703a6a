package dev.greenlight.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command to run, as a value.
 *
 * @param arguments program first, each argument verbatim; no shell is involved
 * @param directory the working directory
 * @param environment everything the child sees in its environment; nothing is inherited
 * @param timeLimit after which the command and its children are killed; positive
 * @param input written to its standard input, which is then closed; may be empty
 * @param background whether it makes room for others where processors are short, if the machine can do that
 */
public record Command(
        List<String> arguments,
        Path directory,
        Map<String, String> environment,
        Duration timeLimit,
        String input,
        boolean background) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(new TreeMap<>(environment));
        if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
            throw new IllegalArgumentException("a command names its program");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("a command's time limit is positive: " + timeLimit);
        }
    }

    /** A command in the foreground. */
    public Command(
            List<String> arguments, Path directory, Map<String, String> environment, Duration timeLimit, String input) {
        this(arguments, directory, environment, timeLimit, input, false);
    }

    /** A command with an empty environment, no input and ten minutes' time. */
    public static Command of(Path directory, List<String> arguments) {
        return new Command(arguments, directory, Map.of(), Duration.ofMinutes(10), "");
    }

    public Command withEnvironment(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(environment);
        merged.putAll(more);
        return new Command(arguments, directory, merged, timeLimit, input, background);
    }

    public Command within(Duration limit) {
        return new Command(arguments, directory, environment, limit, input, background);
    }

    public Command withInput(String text) {
        return new Command(arguments, directory, environment, timeLimit, text, background);
    }

    public Command inBackground() {
        return new Command(arguments, directory, environment, timeLimit, input, true);
    }

    /** The program's name without its folder. */
    public String program() {
        Path name = Path.of(arguments.getFirst()).getFileName();
        return name == null ? arguments.getFirst() : name.toString();
    }
}
