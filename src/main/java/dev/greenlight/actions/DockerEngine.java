package dev.greenlight.actions;

import dev.greenlight.images.DockerTrouble;
import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Docker's client for the doors that need an engine, and what it sees of this process's environment. */
final class DockerEngine {
    private static final Pattern NEEDED = Pattern.compile(
            "PATH|HOME|LANG|(DOCKER|BUILDX|BUILDKIT|XDG)_.*|(?i:https?_proxy|no_proxy)|SSL_CERT_(FILE|DIR)");
    /** The runner's own: inputs may be secrets, tokens are, and its files are commands to it. */
    private static final Pattern RUNNERS_OWN = Pattern.compile(
            "INPUT_.*|ACTIONS_.*|GITHUB_(TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|.*_TOKEN|GOOGLE_APPLICATION_CREDENTIALS");

    private DockerEngine() {}

    /** A client that sees only what it needs itself. */
    static Client client(Surroundings surroundings, Path folder) {
        return client(surroundings, folder, NEEDED.asMatchPredicate());
    }

    /** A client that sees the job's variables too, since compose files refer to them; never what is the runner's own. */
    static Client clientWithVariables(Surroundings surroundings, Path folder) {
        return client(surroundings, folder, RUNNERS_OWN.asMatchPredicate().negate());
    }

    private static Client client(Surroundings surroundings, Path folder, Predicate<String> seen) {
        Map<String, String> environment = surroundings.environment().entrySet().stream()
                .filter(variable -> seen.test(variable.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Client(surroundings.commands(), folder, environment);
    }

    /** @throws ExternalFailure when there is no engine to work with */
    static void require(Client docker) {
        String tried = "reach the Docker engine";
        Ending ending =
                docker.run(List.of("docker", "version", "--format", "{{.Server.Version}}"), Duration.ofSeconds(30));
        switch (ending) {
            case Ending.Exited exited when exited.succeeded() -> {}
            case Ending.Exited _ ->
                throw DockerTrouble.engine(tried, Tail.whole(ending))
                        .orElseGet(() -> failure(tried, String.join(" | ", Tail.of(ending, 3))));
            case Ending.TimedOut late ->
                throw failure(tried, "it did not answer within " + late.limit().toSeconds() + " s");
            case Ending.NotStarted absent -> throw failure(tried, "Docker's client is not there: " + absent.reason());
        }
    }

    private static ExternalFailure failure(String tried, String happened) {
        return new ExternalFailure(
                tried, happened, "On a runner use a Linux machine with Docker; on a laptop install and start Docker.");
    }
}
