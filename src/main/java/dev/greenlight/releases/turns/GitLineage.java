package dev.greenlight.releases.turns;

import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the checked-out repository. A shallow clone knows little, and says so. */
public final class GitLineage implements Lineage {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Commands commands;
    private final Path workspace;
    private final String path;

    /** @param path where programs are looked for, as in the variable PATH */
    public GitLineage(Commands commands, Path workspace, String path) {
        this.commands = commands;
        this.workspace = workspace;
        this.path = path;
    }

    @Override
    public Order order(String version, String known) {
        if (!there(version) || !there(known)) {
            return Order.UNKNOWN;
        }
        boolean older = contains(known, version);
        boolean newer = contains(version, known);
        return older && newer ? Order.SAME : older ? Order.OLDER : newer ? Order.NEWER : diverged();
    }

    /** In a shallow clone the commit in common may be among what was not fetched. */
    private Order diverged() {
        return git("rev-parse", "--is-shallow-repository")
                                instanceof Ending.Exited(int code, String output, var _, var _, var _)
                        && code == 0
                        && output.strip().equals("false")
                ? Order.DIVERGED
                : Order.UNKNOWN;
    }

    private boolean there(String name) {
        return !name.isBlank() && succeeds("cat-file", "-e", "--end-of-options", name + "^{commit}");
    }

    private boolean contains(String descendant, String ancestor) {
        return succeeds("merge-base", "--is-ancestor", "--end-of-options", ancestor, descendant);
    }

    private boolean succeeds(String... arguments) {
        return git(arguments) instanceof Ending.Exited exited && exited.succeeded();
    }

    private Ending git(String... arguments) {
        // The workspace belongs to the runner's user and this process may be root, which git would refuse to look at.
        List<String> line = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        line.addAll(List.of(arguments));
        return commands.run(Command.of(workspace, line)
                .within(LIMIT)
                .withEnvironment(Map.of("PATH", path, "GIT_TERMINAL_PROMPT", "0")));
    }
}
