package dev.greenlight.actions;

import dev.greenlight.images.BuildResult;
import dev.greenlight.images.DockerTrouble;
import dev.greenlight.images.ImageNames;
import dev.greenlight.images.registry.HttpRegistry;
import dev.greenlight.images.registry.ImagePusher;
import dev.greenlight.images.registry.Login;
import dev.greenlight.images.registry.StoredLogins;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A registry that this run may push to. A login of its own is kept in a folder of its own, which does not outlive it. */
final class RegistrySession implements AutoCloseable {
    /** The user name under which Google's registries take a service account's key. */
    private static final String KEY_USER = "_json_key";

    private final ImageNames names;
    private final ImagePusher pusher;
    private final Optional<Path> folder;

    private RegistrySession(ImageNames names, ImagePusher pusher, Optional<Path> folder) {
        this.names = names;
        this.pusher = pusher;
        this.folder = folder;
    }

    static RegistrySession open(Client docker, BuildScanRequest request, Progress progress) {
        String host = request.names().of("image").host();
        URI endpoint = request.access().endpoint().orElseGet(() -> address(host));
        Optional<Login> given = request.access().credentials().map(key -> new Login(KEY_USER, key));
        Optional<Path> folder = given.map(login -> logIn(docker, host, login));
        Client client = folder.map(config -> docker.with(Map.of("DOCKER_CONFIG", config.toString())))
                .orElse(docker);
        Optional<Login> login = given.or(() -> StoredLogins.find(docker, host));
        HttpRegistry registry = new HttpRegistry(endpoint, login, Duration.ofSeconds(1));
        return new RegistrySession(request.names(), new ImagePusher(client, registry, progress), folder);
    }

    Map<String, String> push(List<BuildResult.Inspected> images, Deadline deadline) {
        return pusher.push(images, names, deadline);
    }

    /** The Docker engine, too, speaks plain HTTP to this very machine alone. */
    private static URI address(String host) {
        boolean loopback = host.matches("(localhost|127\\.[0-9.]+)(:[0-9]+)?");
        return URI.create((loopback ? "http://" : "https://") + host);
    }

    private static Path logIn(Client docker, String host, Login login) {
        String tried = "log in to " + host;
        try {
            Path folder = Files.createTempDirectory("greenlight-login-");
            Client client = docker.with(Map.of("DOCKER_CONFIG", folder.toString()));
            List<String> command = List.of("docker", "login", "--username", login.user(), "--password-stdin", host);
            Ending ending = client.tell(command, login.password().reveal());
            if (ending instanceof Ending.Exited exited && exited.succeeded()) {
                return folder;
            }
            remove(folder);
            throw DockerTrouble.engine(tried, Tail.whole(ending))
                    .orElseGet(
                            () -> new ExternalFailure(
                                    tried,
                                    "it did not let this account in: " + String.join(" | ", Tail.of(ending, 2)),
                                    "Check that credentials is a service account's key, and that the account may write to the registry."));
        } catch (IOException e) {
            throw new ExternalFailure(tried, "the disk did not allow it: " + e, "Make room on the disk.", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() {
        folder.ifPresent(path -> {
            try {
                remove(path);
            } catch (IOException e) {
                throw new ExternalFailure(
                        "remove the login at " + path, "the disk did not allow it: " + e, "Remove that folder.", e);
            }
        });
    }
}
