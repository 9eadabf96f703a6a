package dev.greenlight.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs one client program again and again, in the same folder and with the same environment.
 *
 * @param commands runs it
 * @param folder the working folder
 * @param environment all that the program sees of the environment
 */
public record Client(Commands commands, Path folder, Map<String, String> environment) {
    private static final Duration SHORT = Duration.ofMinutes(1);

    public Client {
        environment = Map.copyOf(environment);
    }

    /** The same client with more in its environment. */
    public Client with(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(environment);
        merged.putAll(more);
        return new Client(commands, folder, merged);
    }

    /** @param lines receives each line of both streams as it appears */
    public Ending run(List<String> arguments, Duration limit, Consumer<String> lines) {
        return commands.run(new Command(arguments, folder, environment, limit, ""), lines);
    }

    public Ending run(List<String> arguments, Duration limit) {
        return run(arguments, limit, line -> {});
    }

    /** Asks a short question whose input must not be seen among the arguments. */
    public Ending tell(List<String> arguments, String input) {
        return commands.run(new Command(arguments, folder, environment, SHORT, input));
    }

    /** What a short question is answered; empty when it is not. */
    public String ask(List<String> arguments) {
        return run(arguments, SHORT) instanceof Ending.Exited exited && exited.answered() ? exited.output() : "";
    }
}
