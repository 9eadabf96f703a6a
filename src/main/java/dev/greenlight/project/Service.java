package dev.greenlight.project;

import java.util.List;
import java.util.Optional;

/**
 * One deployable part of the application.
 *
 * @param name its key in {@code greenlight.yml}; lower-case letters, digits and hyphens
 * @param kind what it is built with
 * @param path its folder relative to {@code greenlight.yml}, where its Dockerfile lies; never outside the workspace
 * @param port the port its container listens on, 1 to 65535
 * @param health the path that answers well when the service works, such as {@code /api/health}
 * @param version the path whose JSON names the running {@code revision} and {@code commit}; empty when there is none
 * @param migrate the command that brings the database's schema up to date, run before traffic moves; empty for none
 * @param answer what the health path answers then
 */
public record Service(
        String name,
        Kind kind,
        String path,
        int port,
        String health,
        Optional<String> version,
        List<String> migrate,
        HealthAnswer answer) {
    /** What a service is built with; decides its checks, its suites, and how its traffic moves. */
    public enum Kind {
        /** A Django back end; its traffic moves in steps. */
        DJANGO,
        /** A React front end served by a web server; its traffic moves in one step, after the back end's. */
        REACT
    }

    /** A service whose health path answers 200, whatever else it says. */
    public Service(
            String name,
            Kind kind,
            String path,
            int port,
            String health,
            Optional<String> version,
            List<String> migrate) {
        this(name, kind, path, port, health, version, migrate, HealthAnswer.OK);
    }

    public Service {
        migrate = List.copyOf(migrate);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535: " + port);
        }
        if (!health.startsWith("/")
                || version.filter(path1 -> !path1.startsWith("/")).isPresent()) {
            throw new IllegalArgumentException("paths of " + name + " start with /");
        }
    }
}
