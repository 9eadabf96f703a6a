package dev.greenlight.checks.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Observes which commits a change consists of: those since it left the branch it goes to, or since what was there before a push, or, where
 * nothing says so, all that there are.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/variables">GITHUB_BASE_REF and GITHUB_EVENT_PATH</a>
 */
public final class ChangeHistory {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
    /** What a push that creates a branch says it starts from. */
    private static final Pattern NOTHING = Pattern.compile("0+");

    private final Path workspace;
    private final Map<String, String> environment;
    private final Commands commands;

    private ChangeHistory(Path workspace, Map<String, String> environment, Commands commands) {
        this.workspace = workspace;
        this.environment = environment;
        this.commands = commands;
    }

    /** The change; empty where there is no history at all. @param environment this process's */
    public static Optional<HistoryFacts> observe(Path workspace, Map<String, String> environment, Commands commands) {
        if (!Files.exists(workspace.resolve(".git"))) {
            return Optional.empty();
        }
        ChangeHistory history = new ChangeHistory(workspace, environment, commands);
        return history.ask("rev-parse", "--verify", "HEAD").isEmpty() ? Optional.empty() : Optional.of(history.facts());
    }

    /** What git ignores in the workspace, folders with a slash at the end; nothing where git cannot say. @param environment this process's */
    public static List<String> ignored(Path workspace, Map<String, String> environment, Commands commands) {
        return Files.exists(workspace.resolve(".git"))
                ? new ChangeHistory(workspace, environment, commands)
                        .ask("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z").stream()
                                .flatMap(Pattern.compile("\\x00")::splitAsStream)
                                .toList()
                : List.of();
    }

    private HistoryFacts facts() {
        boolean configured = Files.isRegularFile(workspace.resolve(".gitleaks.toml"));
        Optional<String> start = start();
        if (start.isEmpty()) {
            return new HistoryFacts(Optional.empty(), configured, Optional.empty());
        }
        Optional<String> fork = ask("merge-base", start.get(), "HEAD")
                .filter(text -> COMMIT.matcher(text).matches());
        Optional<String> gap = fork.isPresent()
                ? Optional.empty()
                : Optional.of("where the change leaves " + start.get()
                        + " is not in this checkout; check out with fetch-depth: 0");
        return new HistoryFacts(fork, configured, gap);
    }

    private Optional<String> start() {
        String target = environment.getOrDefault("GITHUB_BASE_REF", "");
        if (!target.isBlank()) {
            return Optional.of("refs/remotes/origin/" + target);
        }
        Optional<String> before = event().map(event -> event.path("before").asText(""))
                .filter(commit -> COMMIT.matcher(commit).matches()
                        && !NOTHING.matcher(commit).matches());
        return before.isPresent() ? before : ask("rev-parse", "--verify", "--quiet", "refs/remotes/origin/HEAD");
    }

    private Optional<JsonNode> event() {
        String path = environment.getOrDefault("GITHUB_EVENT_PATH", "");
        if (path.isBlank() || !Files.isRegularFile(Path.of(path))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Files.readAllBytes(Path.of(path))));
        } catch (IOException e) {
            // The runner's own file: when it cannot be read, the change is not known, and all commits are looked at.
            return Optional.empty();
        }
    }

    private Optional<String> ask(String... question) {
        List<String> line = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
        line.addAll(List.of(question));
        Command command = Command.of(workspace, line)
                .withEnvironment(Map.of(
                        "PATH", environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                        "LC_ALL", "C",
                        "HOME", "/nonexistent"));
        return commands.run(command) instanceof Ending.Exited exited && exited.succeeded()
                ? Optional.of(exited.output().strip()).filter(answer -> !answer.isEmpty())
                : Optional.empty();
    }
}
