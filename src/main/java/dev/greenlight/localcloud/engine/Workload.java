package dev.greenlight.localcloud.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run, with every reference resolved.
 *
 * @param command replaces the image's entry point; empty = the image's own
 * @param arguments replace the image's arguments; empty = the image's own
 * @param environment may hold secrets; never in {@link #toString}
 * @param folders host folders to mount read-only, by path in the container
 * @param memoryBytes the container's limit; 0 = none
 */
public record Workload(
        Key key,
        String image,
        List<String> command,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, Path> folders,
        Probe startup,
        long memoryBytes) {
    public Workload {
        command = List.copyOf(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        folders = Map.copyOf(folders);
        if (image.isBlank()) {
            throw new IllegalArgumentException("a workload has an image");
        }
    }

    @Override
    public String toString() {
        return key.text() + " from " + image;
    }
}
