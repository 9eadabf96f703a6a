package dev.greenlight.checks.scratch;

import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of the repository's history that tools may read: the commits alone, without the configuration, in which the checkout action leaves its
 * token.
 */
public final class HistoryCopy {
    private HistoryCopy() {}

    /** Makes it in the scratch copy; why that was not possible, or empty. */
    public static Optional<String> make(
            Path workspace, ScratchCopy copy, Sandbox sandbox, Commands commands, Duration limit) throws IOException {
        // The settings of the command line do not reach the second git, which reads the workspace and asks whose it is.
        Path settings = Files.writeString(copy.home().resolve("history.gitconfig"), "[safe]\n\tdirectory = *\n");
        Command command = new Command(
                List.of(
                        "git",
                        "clone",
                        "--quiet",
                        "--bare",
                        "--single-branch",
                        "--no-tags",
                        "--template=",
                        "file://" + workspace,
                        copy.history().toString()),
                copy.home(),
                Map.of(
                        "PATH", sandbox.path(),
                        "HOME", copy.home().toString(),
                        "LC_ALL", "C",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", settings.toString()),
                limit,
                "");
        Ending ending = commands.run(command);
        if (ending instanceof Ending.Exited exited && exited.succeeded()) {
            sandbox.show(copy.history());
            return Optional.empty();
        }
        return Optional.of("git could not copy the history: " + String.join(" | ", Tail.of(ending, 3)));
    }
}
