package dev.greenlight.images.registry;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the login that the Docker client itself would use for a registry. */
public final class StoredLogins {
    private StoredLogins() {}

    /** @param docker Docker's client, whose environment says where its configuration is */
    public static Optional<Login> find(Client docker, String host) {
        String home = docker.environment().getOrDefault("HOME", "/");
        Path folder = Path.of(docker.environment().getOrDefault("DOCKER_CONFIG", home + "/.docker"));
        try {
            String config = Files.readString(folder.resolve("config.json"));
            return DockerConfigParser.login(config, host)
                    .or(() -> DockerConfigParser.helper(config, host).flatMap(helper -> ask(docker, helper, host)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Login> ask(Client docker, String helper, String host) {
        Ending answer = docker.tell(List.of("docker-credential-" + helper, "get"), host);
        return answer instanceof Ending.Exited exited && exited.answered()
                ? DockerConfigParser.answer(exited.output())
                : Optional.empty();
    }
}
