package dev.greenlight.suites;

import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs Docker's client.
 *
 * @param commands runs it
 * @param folder the working folder
 * @param environment all that the client sees of the environment
 */
public record Docker(Commands commands, Path folder, Map<String, String> environment) {
    Ending run(List<String> arguments, Duration limit, Consumer<String> lines) {
        return commands.run(new Command(arguments, folder, environment, limit, ""), lines);
    }

    Ending run(List<String> arguments, Duration limit) {
        return run(arguments, limit, line -> {});
    }

    /** What a short question is answered; empty when it is not. */
    String ask(List<String> arguments) {
        return run(arguments, Duration.ofMinutes(1)) instanceof Ending.Exited exited && exited.succeeded()
                ? exited.output()
                : "";
    }
}
