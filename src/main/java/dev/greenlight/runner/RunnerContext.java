package dev.greenlight.runner;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the runner tells a step in its environment; on a laptop most of it is absent.
 *
 * @param environment this process's whole environment
 * @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/variables">Default variables</a>
 */
public record RunnerContext(Map<String, String> environment) {
    private static final String INPUT = "INPUT_";
    /** What {@code with:} may hold for any container action and the runner itself reads. */
    private static final Set<String> RUNNERS_OWN = Set.of("INPUT_ARGS", "INPUT_ENTRYPOINT");

    public RunnerContext {
        environment = Map.copyOf(environment);
    }

    /** Whether this process is a step of a job. */
    public boolean inActions() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    /** A variable's value; empty when it is absent or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A variable that holds a path; empty when it is absent or blank. */
    public Optional<Path> path(String name) {
        return variable(name).map(Path::of);
    }

    /** The checked-out repository as this process sees it: {@code GITHUB_WORKSPACE}, else the working directory. Absolute. */
    public Path workspace(Path workingDirectory) {
        Optional<Path> told = inActions() ? path("GITHUB_WORKSPACE") : Optional.empty();
        return told.orElse(workingDirectory).toAbsolutePath().normalize();
    }

    /**
     * The workspace on the runner's own file system, by its variables alone: {@code RUNNER_WORKSPACE} is a path of the host and holds one folder
     * named like the repository.
     */
    public Optional<Path> workspaceOnRunner() {
        return path("RUNNER_WORKSPACE")
                .flatMap(folder -> variable("GITHUB_REPOSITORY")
                        .map(repository -> folder.resolve(repository.substring(repository.indexOf('/') + 1))));
    }

    /** An action's input; empty when it is absent or blank, which the runner does not tell apart. */
    public Optional<String> input(String name) {
        return variable(variableOf(name));
    }

    /** The inputs given that are not among the known, as their variables' names without {@code INPUT_}, in lower case, sorted. */
    public Set<String> inputsBeside(Set<String> known) {
        Set<String> variables = new TreeSet<>();
        known.forEach(name -> variables.add(variableOf(name)));
        Set<String> beside = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(INPUT) && !variables.contains(name) && !RUNNERS_OWN.contains(name)) {
                beside.add(name.substring(INPUT.length()).toLowerCase(Locale.ROOT));
            }
        });
        return beside;
    }

    /** The address of a file of the commit being worked on, for links; empty when the runner does not tell enough. */
    public Optional<String> linkTo(String path, int line) {
        return variable("GITHUB_SERVER_URL")
                .flatMap(server -> variable("GITHUB_REPOSITORY")
                        .flatMap(repository -> variable("GITHUB_SHA")
                                .map(commit -> server + "/" + repository + "/blob/" + commit + "/"
                                        + path.replace(" ", "%20") + (line > 0 ? "#L" + line : ""))));
    }

    /** As the runner names an input's variable: upper case, spaces become underscores, hyphens stay. */
    private static String variableOf(String input) {
        return INPUT + input.replace(' ', '_').toUpperCase(Locale.ROOT);
    }
}
