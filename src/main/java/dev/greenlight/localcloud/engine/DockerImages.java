package dev.greenlight.localcloud.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.StartFailure.Reason;
import dev.greenlight.process.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gets images onto the engine and finds their digests. */
final class DockerImages {
    private static final String OF_THE_HUB = "denied: requested access to the resource is denied";
    private static final Duration PULL_LIMIT = Duration.ofMinutes(10);

    private final DockerCli docker;

    DockerImages(DockerCli docker) {
        this.docker = docker;
    }

    /** See {@link Workloads#resolve}. */
    String resolve(String image) throws StartFailure {
        Optional<JsonNode> local = docker.inspect("image", image);
        if (image.contains("@sha256:") && local.isPresent()) {
            return image;
        }
        // A tag in a registry may have moved; a plain name that the engine already holds was built here.
        if (local.isEmpty() || hasRegistry(image)) {
            Ending pull = docker.run(List.of("pull", "--quiet", image), Map.of(), "", PULL_LIMIT);
            boolean pulled = pull instanceof Ending.Exited exited && exited.succeeded();
            if (!pulled && local.isEmpty()) {
                throw failure(image, DockerCli.complaint(pull));
            }
            local = pulled ? docker.inspect("image", image) : local;
        }
        return digest(image, local.orElseThrow());
    }

    private static String digest(String image, JsonNode inspected) {
        if (image.contains("@sha256:")) {
            return image;
        }
        String repository = repository(image);
        for (JsonNode digest : inspected.path("RepoDigests")) {
            if (digest.asText().startsWith(repository + "@")) {
                return digest.asText();
            }
        }
        return image;
    }

    private static String repository(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
    }

    private static boolean hasRegistry(String image) {
        int slash = image.indexOf('/');
        String host = slash < 0 ? "" : image.substring(0, slash);
        return host.contains(".") || host.contains(":") || host.equals("localhost");
    }

    /** Docker Hub says of a repository that does not exist that access to it is denied, so there it means nothing. */
    private static boolean isRefusal(String image, String lower) {
        boolean hub = !hasRegistry(image) || image.startsWith("docker.io/");
        return lower.contains("unauthorized")
                || lower.contains("no basic auth")
                || lower.contains("forbidden")
                || lower.contains("denied: ") && !(hub && lower.contains(OF_THE_HUB));
    }

    private static StartFailure failure(String image, String complaint) {
        String lower = complaint.toLowerCase(Locale.ROOT);
        if (isRefusal(image, lower)) {
            return new StartFailure(
                    Reason.CONTAINER_PERMISSION_DENIED,
                    "The service account does not have permission to read the image '" + image + "'.");
        }
        if (lower.contains("cannot connect to the docker daemon")) {
            return new StartFailure(Reason.INTERNAL, complaint);
        }
        return new StartFailure(Reason.CONTAINER_MISSING, "Image '" + image + "' not found.");
    }
}
