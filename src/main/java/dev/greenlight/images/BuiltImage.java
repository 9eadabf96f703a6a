package dev.greenlight.images;

import java.util.List;
import java.util.Map;

/**
 * An image on the engine, as the engine describes it.
 *
 * @param id the digest of its configuration, or, on engines that keep images as the registry does, of its manifest
 * @param user who its process runs as; empty for root
 * @param env its variables, {@code NAME=value}
 * @param labels its labels
 * @param ports the ports it says to listen on
 * @param repoDigests names with digests under which registries know it
 * @param bytes its size
 */
public record BuiltImage(
        ImageDigest id,
        String user,
        List<String> env,
        Map<String, String> labels,
        List<Integer> ports,
        List<String> repoDigests,
        long bytes) {
    public BuiltImage {
        env = List.copyOf(env);
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
        repoDigests = List.copyOf(repoDigests);
    }
}
