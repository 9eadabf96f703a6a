package dev.greenlight.checks.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.checks.history.EventFile;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.report.ExternalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Observes which commits a change consists of: those since it left the branch it goes to, or since what was there before a push or a merge
 * group, or, where nothing says so, all that there are.
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

    /**
     * The change; empty where there is no history at all. A history that git cannot read is one all the same, of which the check will say why
     * it cannot be had.
     *
     * @param environment this process's
     */
    public static Optional<HistoryFacts> observe(Path workspace, Map<String, String> environment, Commands commands) {
        if (!Files.exists(workspace.resolve(".git"))) {
            return Optional.empty();
        }
        ChangeHistory history = new ChangeHistory(workspace, environment, commands);
        return history.unborn() ? Optional.empty() : Optional.of(history.facts());
    }

    private boolean unborn() {
        return ask("rev-parse", "--verify", "HEAD").isEmpty()
                && ask("rev-parse", "--git-dir").isPresent()
                && ask("rev-list", "--all", "--max-count=1").isEmpty();
    }

    /**
     * What git ignores in the workspace, folders with a slash at the end; nothing where git cannot say.
     *
     * @param environment this process's
     * @throws ExternalFailure when git says more than is kept
     */
    public static List<String> ignored(Path workspace, Map<String, String> environment, Commands commands) {
        return new ChangeHistory(workspace, environment, commands)
                .files("--others", "--ignored", "--exclude-standard", "--directory");
    }

    /**
     * The files that git keeps, committed or about to be; nothing where git cannot say.
     *
     * @param environment this process's
     * @throws ExternalFailure when git says more than is kept
     */
    public static List<String> committed(Path workspace, Map<String, String> environment, Commands commands) {
        return new ChangeHistory(workspace, environment, commands).files("--cached");
    }

    private List<String> files(String... which) {
        if (!Files.exists(workspace.resolve(".git"))) {
            return List.of();
        }
        List<String> question = new ArrayList<>(List.of("ls-files", "-z"));
        question.addAll(List.of(which));
        return ask(question.toArray(String[]::new)).stream()
                .flatMap(Pattern.compile("\\x00")::splitAsStream)
                .toList();
    }

    private HistoryFacts facts() {
        boolean configured = Files.isRegularFile(workspace.resolve(".gitleaks.toml"));
        Optional<String> start = start();
        if (start.isEmpty()) {
            Optional<String> unknown = shallow()
                    ? Optional.of("nothing says where the change begins, and this checkout is not whole; check out with"
                            + " fetch-depth: 0")
                    : Optional.empty();
            return new HistoryFacts(Optional.empty(), configured, unknown);
        }
        Optional<String> fork = ask("merge-base", start.get(), "HEAD")
                .filter(text -> COMMIT.matcher(text).matches());
        // In a whole history a commit is absent because a push by force replaced it: then all that is there is looked
        // at.
        Optional<String> gap = fork.isPresent() || !shallow()
                ? Optional.empty()
                : Optional.of("where the change leaves " + start.get()
                        + " is not in this checkout; check out with fetch-depth: 0");
        return new HistoryFacts(fork, configured, gap);
    }

    private boolean shallow() {
        return ask("rev-parse", "--is-shallow-repository").equals(Optional.of("true"));
    }

    private Optional<String> start() {
        String target = environment.getOrDefault("GITHUB_BASE_REF", "");
        if (!target.isBlank()) {
            return Optional.of("refs/remotes/origin/" + target);
        }
        JsonNode event = event();
        Optional<String> before = Stream.of(event.at("/merge_group/base_sha"), event.path("before"))
                .map(commit -> commit.asText(""))
                .filter(commit -> COMMIT.matcher(commit).matches()
                        && !NOTHING.matcher(commit).matches())
                .findFirst();
        return before.isPresent() ? before : ask("rev-parse", "--verify", "--quiet", "refs/remotes/origin/HEAD");
    }

    private JsonNode event() {
        try {
            return JSON.readTree(EventFile.read(environment));
        } catch (JsonProcessingException e) {
            // The runner's own file: when it cannot be read, the change is not known, and all commits are looked at.
            return JSON.missingNode();
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
        if (!(commands.run(command) instanceof Ending.Exited exited) || !exited.succeeded()) {
            return Optional.empty();
        }
        if (!exited.whole()) {
            // Taken for no answer, it would hide files that are to be looked at.
            throw new ExternalFailure(
                    "ask git about the repository",
                    "git " + question[0] + " printed " + Commands.MORE_THAN_IS_KEPT,
                    "Keep fewer files in the repository, or leave fewer that git does not keep.");
        }
        return Optional.of(exited.output().stripTrailing()).filter(answer -> !answer.isEmpty());
    }
}
