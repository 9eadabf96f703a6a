package dev.greenlight.demo;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the demonstration's own commands with this process's environment. */
final class Shell {
    private final Map<String, String> environment;

    Shell(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The standard output of a command that must succeed. */
    String must(Path folder, String... arguments) {
        Ending ending = run(folder, Duration.ofMinutes(10), line -> {}, List.of(arguments));
        if (ending instanceof Ending.Exited(int code, String output, String errors, Duration took, var _)
                && code == 0) {
            return output.strip();
        }
        throw new DemoFailed("'" + String.join(" ", arguments) + "' did not succeed: " + ending);
    }

    Ending run(Path folder, Duration limit, Consumer<String> lines, List<String> arguments) {
        return new LocalCommands().run(new Command(arguments, folder, environment, limit, ""), lines);
    }
}
