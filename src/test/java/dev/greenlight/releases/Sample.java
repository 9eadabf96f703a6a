package dev.greenlight.releases;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.project.HealthAnswer;
import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.project.SecretReference;
import dev.greenlight.project.Service;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.secrets.SecretVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application of a back end and a front end, as tests release it. */
public final class Sample {
    public static final List<SecretVersion> VERSIONS =
            List.of(new SecretVersion(3, false), new SecretVersion(2, true), new SecretVersion(1, true));
    private static final ReleasePolicy.Gate GATE =
            new ReleasePolicy.Gate(3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(60), 50, 0.01);

    private Sample() {}

    public static Service backend() {
        return new Service(
                "backend",
                Service.Kind.DJANGO,
                "backend",
                8000,
                "/api/health",
                Optional.of("/api/version"),
                List.of("python", "manage.py", "migrate"));
    }

    public static Service frontend() {
        return frontend(Optional.of("/version.json"));
    }

    private static Service frontend(Optional<String> version) {
        return new Service("frontend", Service.Kind.REACT, "frontend", 8080, "/health", version, List.of());
    }

    public static Environment environment() {
        Map<String, Deployment> services = new LinkedHashMap<>();
        services.put(
                "backend",
                new Deployment(
                        "backend",
                        "app-api",
                        Map.of("PLAIN", "1"),
                        Map.of("DATABASE_URL", SecretReference.parse("db"))));
        services.put(
                "frontend",
                new Deployment(
                        "frontend",
                        "app-web",
                        Map.of(
                                "BACKEND_URL", "${services.backend.url}",
                                "ASSET_FALLBACK_URL", "${service.other-url}"),
                        Map.of()));
        return new Environment("production", "p1", List.of("europe-west1"), "localhost:5000/p1/r", services);
    }

    public static Project project() {
        return project(GATE);
    }

    public static Project project(ReleasePolicy.Gate gate) {
        return project(gate, frontend());
    }

    /** The same, with services that promise more than a 200. */
    static Project promising(HealthAnswer answer) {
        return project(GATE, promising(backend(), answer), promising(frontend(), answer));
    }

    /** Such services, and a front end that does not tell which revision it is. */
    static Project silent(HealthAnswer answer, ReleasePolicy.Gate gate) {
        return project(gate, promising(backend(), answer), promising(frontend(Optional.empty()), answer));
    }

    private static Service promising(Service plain, HealthAnswer answer) {
        return new Service(
                plain.name(),
                plain.kind(),
                plain.path(),
                plain.port(),
                plain.health(),
                plain.version(),
                plain.migrate(),
                answer);
    }

    private static Project project(ReleasePolicy.Gate gate, Service frontend) {
        return project(gate, backend(), frontend);
    }

    private static Project project(ReleasePolicy.Gate gate, Service backend, Service frontend) {
        Map<String, Service> services = new LinkedHashMap<>();
        services.put("backend", backend);
        services.put("frontend", frontend);
        return new Project(
                services, Map.of("production", environment()), new ReleasePolicy(List.of(10, 50, 100), gate));
    }

    public static ImageReference image(String service, String version) {
        String digits = String.format("%064x", (service + version).hashCode() & 0xffffffffL);
        return ImageReference.parse("localhost:5000/p1/r/" + service + "@sha256:" + digits)
                .orElseThrow();
    }

    public static ReleaseRequest request(String version) {
        return request(version, false);
    }

    public static ReleaseRequest request(String version, boolean force) {
        return request(project(), version, force);
    }

    public static ReleaseRequest request(String version, Owner owner) {
        return request(project(), version, false, owner);
    }

    public static ReleaseRequest request(Project project, String version, boolean force) {
        return request(project, version, force, new Owner("run 1"));
    }

    private static ReleaseRequest request(Project project, String version, boolean force, Owner owner) {
        return new ReleaseRequest(
                project,
                environment(),
                Map.of("backend", image("backend", version), "frontend", image("frontend", version)),
                version,
                force,
                owner);
    }
}
