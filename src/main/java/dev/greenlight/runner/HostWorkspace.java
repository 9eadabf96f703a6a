package dev.greenlight.runner;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the workspace's path on the Docker engine's host. Sibling containers are started by the engine, so a folder is mounted into them by
 * the path that the engine sees, not by the one that this container sees.
 */
public final class HostWorkspace {
    /** The engine mounts these three files of its own folder of a container into it; the folder is named by the container's id. */
    private static final Pattern OWN_ID = Pattern.compile(
            "/([0-9a-f]{64})/\\S*(?:hostname|hosts|resolv\\.conf) /etc/(?:hostname|hosts|resolv\\.conf) ");

    private final RunnerContext context;
    private final Commands commands;
    private final Path mounts;

    /** @param mounts this process's mounts: {@code /proc/self/mountinfo} */
    public HostWorkspace(RunnerContext context, Commands commands, Path mounts) {
        this.context = context;
        this.commands = commands;
        this.mounts = mounts;
    }

    /** The workspace as the engine's host sees it; the workspace itself when this process is in no container or nothing is known. */
    public Path find(Path workspace) {
        Optional<String> container = ownContainer();
        if (container.isEmpty()) {
            return workspace;
        }
        return inspected(container.get(), workspace)
                .or(() -> workspace.equals(context.path("GITHUB_WORKSPACE").orElse(null))
                        ? context.workspaceOnRunner()
                        : Optional.empty())
                .orElse(workspace);
    }

    private Optional<String> ownContainer() {
        try {
            Matcher matcher = OWN_ID.matcher(Files.readString(mounts));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> inspected(String container, Path workspace) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name :
                List.of("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH")) {
            context.variable(name).ifPresent(value -> environment.put(name, value));
        }
        Command inspect = Command.of(
                        Path.of("/"),
                        List.of("docker", "inspect", "--type", "container", "--format", "{{json .Mounts}}", container))
                .withEnvironment(environment)
                .within(Duration.ofSeconds(10));
        return commands.run(inspect) instanceof Ending.Exited exited && exited.answered()
                ? source(exited.output(), workspace)
                : Optional.empty();
    }

    /** The innermost mount that holds the workspace says where it comes from. */
    private static Optional<Path> source(String json, Path workspace) {
        try {
            Optional<Path> found = Optional.empty();
            int depth = -1;
            for (JsonNode mount : new ObjectMapper().readTree(json)) {
                Path destination = Path.of(mount.path("Destination").asText());
                String source = mount.path("Source").asText();
                if (!source.isEmpty() && workspace.startsWith(destination) && destination.getNameCount() > depth) {
                    depth = destination.getNameCount();
                    found = Optional.of(Path.of(source)
                            .resolve(destination.relativize(workspace))
                            .normalize());
                }
            }
            return found;
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
