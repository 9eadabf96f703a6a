package dev.greenlight.checks.history;

import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs git on one checkout, without a terminal, hooks, monitors or any configuration but the repository's own.
 *
 * @param commands runs it
 * @param workspace the checkout
 * @param path where programs are looked for, as in the variable PATH
 */
record Git(Commands commands, Path workspace, String path) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** @return what it printed; empty when it ended badly or printed more than is kept */
    Optional<String> ask(String... arguments) {
        return run(Map.of(), arguments) instanceof Ending.Exited exited && exited.answered()
                ? Optional.of(exited.output())
                : Optional.empty();
    }

    /**
     * @param tried what for, continuing "Tried to"
     * @return what it printed
     * @throws ExternalFailure when it ends badly or prints more than is kept
     */
    String must(String tried, Map<String, String> environment, String... arguments) {
        Ending ending = run(environment, arguments);
        if (ending instanceof Ending.Exited exited && exited.succeeded()) {
            if (!exited.whole()) {
                throw new ExternalFailure(
                        tried, "git " + arguments[0] + " printed " + Commands.MORE_THAN_IS_KEPT, GitHistory.REMEDY);
            }
            return exited.output();
        }
        String said = String.join(" | ", Tail.of(ending, 3));
        throw new ExternalFailure(tried, "git " + arguments[0] + " failed: " + said, GitHistory.REMEDY);
    }

    Ending run(Map<String, String> environment, String... arguments) {
        // The checkout belongs to the runner's user and this process may be root, which git would refuse to look at.
        List<String> line = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        line.addAll(
                List.of("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"));
        line.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", path);
        all.put("GIT_TERMINAL_PROMPT", "0");
        all.put("GIT_OPTIONAL_LOCKS", "0");
        all.put("GIT_LFS_SKIP_SMUDGE", "1");
        all.put("LC_ALL", "C");
        return commands.run(Command.of(workspace, line).within(LIMIT).withEnvironment(all));
    }
}
