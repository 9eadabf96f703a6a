package dev.greenlight.actions.staging;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the project lies.
 *
 * @param workspace the checked-out repository; absolute
 * @param host finds the same folder as the Docker engine's host sees it; takes time
 * @param folder the project's folder in the workspace, where greenlight.yml is
 */
public record Checkout(Path workspace, Supplier<Path> host, Path folder) {
    /** The project's folder as the Docker engine's host sees it. */
    Path folderOnHost() {
        return host.get().resolve(workspace.relativize(folder)).normalize();
    }
}
