package dev.greenlight.actions.staging;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.process.Teardown;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.trials.TestRun;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Runs tests in a container, in which the project's folder is {@code /project}, read-only.
 *
 * @see <a href="https://docs.docker.com/engine/containers/run/#exit-status">Exit codes of docker run</a>
 */
final class InContainer {
    private static final String PROJECT = "/project";
    private static final Duration REMOVAL = Duration.ofSeconds(30);
    /** Docker itself failed, the program cannot be executed, the program is not there. */
    private static final List<Integer> DOCKERS_OWN = List.of(125, 126, 127);

    private final Checkout checkout;
    private final Client docker;

    InContainer(Checkout checkout, Client docker) {
        this.checkout = checkout;
        this.docker = docker;
    }

    TestRun run(StagingTests tests, String image, Map<String, String> variables, Consumer<String> lines) {
        String name = "greenlight-staging-" + UUID.randomUUID();
        // Whatever ends the client, the engine goes on with the container until it is told otherwise.
        try (Teardown _ =
                Teardown.of(() -> docker.run(List.of("docker", "rm", "--force", "--volumes", name), REMOVAL))) {
            return ended(docker.with(variables).run(line(name, image, tests, variables), tests.within(), lines));
        }
    }

    private List<String> line(String name, String image, StagingTests tests, Map<String, String> variables) {
        List<String> line = new ArrayList<>(List.of("docker", "run", "--rm", "--init", "--name", name));
        line.addAll(List.of("--label", "dev.greenlight.staging-tests=true"));
        line.addAll(List.of("--security-opt", "no-new-privileges"));
        line.addAll(List.of("--mount", mount(checkout.folderOnHost())));
        if (Files.isDirectory(checkout.folder().resolve(".git"))) {
            // The checkout action leaves its token in there.
            line.addAll(List.of("--mount", "type=tmpfs,target=" + PROJECT + "/.git"));
        }
        line.addAll(List.of("--workdir", PROJECT));
        if (variables.values().stream().anyMatch(InContainer::onThisMachine)) {
            line.addAll(List.of("--network", "host"));
        }
        // Names alone: the values go through the client's environment, since a command line is for every process to
        // see.
        variables.keySet().forEach(variable -> line.addAll(List.of("--env", variable)));
        line.add(image);
        line.addAll(tests.command());
        return line;
    }

    /** A path with a comma would be taken for two options. */
    private static String mount(Path folder) {
        return "type=bind,readonly,\"source=" + folder.toString().replace("\"", "\"\"") + "\",target=" + PROJECT;
    }

    /** Whether it is an address that leads to whoever asks, such as a local cloud's: in a network of its own a container would ask itself. */
    static boolean onThisMachine(String value) {
        if (!value.startsWith("http://") && !value.startsWith("https://")) {
            return false;
        }
        String host = String.valueOf(URI.create(value).getHost());
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }

    private static TestRun ended(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited when exited.succeeded() -> new TestRun.Passed(exited.took());
            case Ending.Exited exited
            when DOCKERS_OWN.contains(exited.code()) && dockers(exited).length() > 0 ->
                new TestRun.NotStarted(dockers(exited));
            case Ending.Exited exited -> new TestRun.Failed(exited.code(), exited.took());
            case Ending.TimedOut late -> new TestRun.TimedOut(late.limit());
            case Ending.NotStarted absent -> new TestRun.NotStarted("Docker's client is not there: " + absent.reason());
        };
    }

    /** What Docker's client itself says went wrong; empty when the program in the container ended like that. */
    private static String dockers(Ending.Exited exited) {
        return Tail.of(exited.errors(), 50).stream()
                .filter(line -> line.startsWith("docker: "))
                .map(line -> line.substring("docker: ".length()))
                .findFirst()
                .orElse("");
    }
}
