package dev.greenlight.localcloud.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the registry's API does not tell, read from its folder.
 *
 * @see <a href="https://distribution.github.io/distribution/storage-drivers/filesystem/">The registry's filesystem storage</a>
 */
final class RegistryStorage {
    private static final String REVISIONS = "_manifests/revisions/sha256";

    private final Path repositories;

    RegistryStorage(Path folder) {
        repositories = folder.resolve("docker/registry/v2/repositories");
    }

    /** The images whose name starts with the prefix, without it, sorted. */
    List<String> images(String prefix) {
        Path start = repositories.resolve(prefix);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.walk(start, 6)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve(REVISIONS)))
                    .map(folder -> start.relativize(folder).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digests of an image's manifests with the time of their upload. */
    Map<String, Instant> digests(String image) {
        Map<String, Instant> digests = new LinkedHashMap<>();
        Path folder = repositories.resolve(image).resolve(REVISIONS);
        if (!Files.isDirectory(folder)) {
            return digests;
        }
        try (Stream<Path> revisions = Files.list(folder)) {
            for (Path revision : revisions.sorted().toList()) {
                addIfThere(revision, digests);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digests;
    }

    /** A deleted manifest leaves its folder without the link. */
    private static void addIfThere(Path revision, Map<String, Instant> digests) throws IOException {
        try {
            Instant time = Files.getLastModifiedTime(revision.resolve("link")).toInstant();
            digests.put("sha256:" + revision.getFileName(), time);
        } catch (NoSuchFileException e) {
            // Deleted.
        }
    }
}
