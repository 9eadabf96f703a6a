package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Speaks the registry's API.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI distribution specification</a>
 */
final class RegistryClient {
    /**
     * A manifest or an index of them.
     *
     * @param size the bytes of configuration and layers, or of the listed manifests
     */
    record Manifest(String digest, String mediaType, long size) {}

    private static final String[] TYPES = {
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json"
    };

    /** Made with the first request: it brings the whole of TLS along, which a start need not wait for. */
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private final URI address;

    RegistryClient(URI address) {
        this.address = address;
    }

    /** The manifest of a tag or digest; empty when the registry has none. */
    Optional<Manifest> manifest(String image, String reference) {
        HttpRequest.Builder request = request("/v2/" + image + "/manifests/" + reference);
        for (String type : TYPES) {
            request.header("Accept", type);
        }
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode manifest = parse(answer);
        long size = manifest.path("config").path("size").asLong();
        for (String list : new String[] {"layers", "manifests"}) {
            for (JsonNode part : manifest.path(list)) {
                size += part.path("size").asLong();
            }
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return Optional.of(new Manifest(
                answer.headers().firstValue("Docker-Content-Digest").orElse(reference), type, size));
    }

    List<String> tags(String image) {
        HttpResponse<byte[]> answer = send(request("/v2/" + image + "/tags/list"));
        List<String> tags = new ArrayList<>();
        if (answer.statusCode() == 200) {
            parse(answer).path("tags").forEach(tag -> tags.add(tag.asText()));
        }
        return tags;
    }

    /** Idempotent. */
    void delete(String image, String digest) {
        send(request("/v2/" + image + "/manifests/" + digest).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return Shared.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ApiError(Status.UNAVAILABLE, "The container registry at " + address + " does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiError(Status.UNAVAILABLE, "Interrupted while asking the container registry.");
        }
    }

    private static JsonNode parse(HttpResponse<byte[]> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new ApiError(Status.INTERNAL, "The container registry's answer cannot be read.");
        }
    }
}
