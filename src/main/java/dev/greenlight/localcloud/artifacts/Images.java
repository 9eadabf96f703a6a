package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a repository, as the registry has them now. */
final class Images {
    private final RegistryClient registry;
    private final RegistryStorage storage;
    private final String host;

    Images(RegistryClient registry, RegistryStorage storage, String host) {
        this.registry = registry;
        this.storage = storage;
        this.host = host;
    }

    List<ObjectNode> list(RepositoryName repository) {
        List<ObjectNode> images = new ArrayList<>();
        for (String image : storage.images(repository.prefix())) {
            images.addAll(ofImage(repository, image));
        }
        images.sort(Comparator.comparing(image -> image.path("name").asText()));
        return images;
    }

    /** @param name {@code IMAGE@sha256:…} */
    Optional<ObjectNode> get(RepositoryName repository, String name) {
        int at = name.indexOf('@');
        if (at < 1 || name.contains("..")) {
            return Optional.empty();
        }
        return ofImage(repository, name.substring(0, at)).stream()
                .filter(image -> image.path("uri").asText().endsWith(name.substring(at)))
                .findFirst();
    }

    void deleteAll(RepositoryName repository) {
        for (String image : storage.images(repository.prefix())) {
            String full = repository.prefix() + image;
            storage.digests(full).keySet().forEach(digest -> registry.delete(full, digest));
        }
    }

    private List<ObjectNode> ofImage(RepositoryName repository, String image) {
        String full = repository.prefix() + image;
        Map<String, Instant> digests = storage.digests(full);
        Map<String, List<String>> tags = digests.isEmpty() ? Map.of() : tags(full);
        List<ObjectNode> documents = new ArrayList<>();
        digests.forEach((digest, time) -> registry.manifest(full, digest)
                .map(manifest -> document(repository, image, manifest, time, tags.getOrDefault(digest, List.of())))
                .ifPresent(documents::add));
        return documents;
    }

    private Map<String, List<String>> tags(String full) {
        Map<String, List<String>> tags = new LinkedHashMap<>();
        for (String tag : registry.tags(full)) {
            registry.manifest(full, tag)
                    .ifPresent(manifest -> tags.computeIfAbsent(manifest.digest(), digest -> new ArrayList<>())
                            .add(tag));
        }
        return tags;
    }

    private ObjectNode document(
            RepositoryName repository,
            String image,
            RegistryClient.Manifest manifest,
            Instant time,
            List<String> tags) {
        String encoded = URLEncoder.encode(image, StandardCharsets.UTF_8) + "@" + manifest.digest();
        ObjectNode document = Json.object()
                .put("name", repository.path() + "/dockerImages/" + encoded)
                .put("uri", host + "/" + repository.prefix() + image + "@" + manifest.digest());
        if (!tags.isEmpty()) {
            ArrayNode list = document.putArray("tags");
            tags.forEach(list::add);
        }
        return document.put("imageSizeBytes", Long.toString(manifest.size()))
                .put("uploadTime", time.toString())
                .put("mediaType", manifest.mediaType())
                .put("updateTime", time.toString());
    }
}
