package dev.greenlight.suites;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The same folder as seen by this process and by the Docker engine's host; the two differ when this process runs in a container.
 *
 * @param here the workspace for this process; absolute
 * @param host the workspace for the engine; absolute
 */
public record PathMapping(Path here, Path host) {
    public PathMapping {
        here = here.normalize();
        host = host.normalize();
    }

    /** The path for the engine; a path outside the workspace is the same for both, such as the engine's socket. */
    String toHost(String path) {
        return swap(Path.of(path), here, host).map(Path::toString).orElse(path);
    }

    /** The path for this process; empty when it does not lie in the workspace. */
    Optional<Path> toHere(String hostPath) {
        return swap(Path.of(hostPath), host, here);
    }

    private static Optional<Path> swap(Path path, Path from, Path to) {
        Path normal = path.normalize();
        return normal.startsWith(from) ? Optional.of(to.resolve(from.relativize(normal))) : Optional.empty();
    }
}
