package dev.greenlight.suites;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The command lines of compose and of Docker's client that a stack needs. Gives arguments, runs nothing.
 *
 * @param run the stack's unique name
 * @param folder the project's folder, which relative paths start from
 * @param profile the profile that the suites belong to
 */
record Compose(String run, Path folder, String profile) {
    /** Everything resolved: variables, files of variables, extended services, paths. */
    List<String> config(Path file) {
        return line(file, "config", "--format", "json");
    }

    List<String> build(Path file, Collection<String> services) {
        return line(file, services, "build", "--progress", "plain");
    }

    /** Starts services once those that they depend on are ready. */
    List<String> up(Path file, Collection<String> services) {
        return line(file, services, "up", "--detach", "--no-build", "--quiet-pull");
    }

    List<String> containers(Path file) {
        return line(file, "ps", "--all", "--quiet");
    }

    List<String> logs(Path file) {
        return line(file, "logs", "--no-color", "--tail", "200");
    }

    /** Removes all that the run made on the engine, and the images that it alone has names for. */
    List<String> down(Path file) {
        return line(file, "down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", "2");
    }

    static List<String> inspect(Collection<String> containers) {
        List<String> line = new ArrayList<>(List.of("docker", "container", "inspect"));
        line.addAll(containers);
        return line;
    }

    static List<String> follow(String container) {
        return List.of("docker", "logs", "--follow", container);
    }

    static List<String> await(String container) {
        return List.of("docker", "wait", container);
    }

    static List<String> changes(String container) {
        return List.of("docker", "diff", container);
    }

    static List<String> copy(String container, String path, Path to) {
        return List.of("docker", "cp", "--quiet", container + ":" + path, to.toString());
    }

    private List<String> line(Path file, String... words) {
        return line(file, List.of(), words);
    }

    private List<String> line(Path file, Collection<String> services, String... words) {
        List<String> line = new ArrayList<>(List.of(
                "docker",
                "compose",
                "--project-name",
                run,
                "--project-directory",
                folder.toString(),
                "--file",
                file.toString(),
                "--profile",
                profile));
        line.addAll(List.of(words));
        line.addAll(services);
        return line;
    }
}
