package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one environment and checks what it says against the services there are. */
final class EnvironmentReader {
    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+[0-9]+");
    private static final Pattern REGISTRY =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern CLOUD_RUN_NAME = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");
    /** Plain http is for a local cloud. */
    private static final Pattern PUBLIC_URL = Pattern.compile(
            "https?://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
                    + "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");

    private static final String REGISTRY_EXAMPLE = "europe-west1-docker.pkg.dev/my-project/images";

    private final Faults faults;
    private final Set<String> services;
    private final ReleasePolicy release;

    /** @param release the project's policy, which an environment may override key by key */
    EnvironmentReader(Faults faults, Set<String> services, ReleasePolicy release) {
        this.faults = faults;
        this.services = services;
        this.release = release;
    }

    Environment read(String name, Fields fields) {
        String project = fields.text("project", PROJECT, "a Google Cloud project id", "my-project");
        List<String> regions = fields.items("regions", Tag.STR, REGION, "a region of Google Cloud", "europe-west1");
        if (!fields.has("regions")) {
            faults.note(fields.at("regions"), "", "a list of at least one region", "[europe-west1]");
        }
        if (Set.copyOf(regions).size() < regions.size()) {
            faults.note(fields.at("regions"), regions.toString(), "each region once", "[europe-west1]");
        }
        String registry =
                fields.text("registry", REGISTRY, "a repository of images, without scheme and tag", REGISTRY_EXAMPLE);
        Map<String, Deployment> deployments = deployments(fields);
        Optional<ReleasePolicy> own =
                fields.object("release").map(policy -> new ReleaseReader(faults).read(policy, release));
        int connections = fields.optionalNumber("database-connections", 1, 1_000_000, 100);
        fields.end();
        return new Environment(
                name,
                project,
                regions.isEmpty() ? List.of("europe-west1") : regions,
                registry,
                deployments,
                own,
                connections);
    }

    private Map<String, Deployment> deployments(Fields fields) {
        Map<String, Deployment> deployments = new LinkedHashMap<>();
        Optional<Fields> all = fields.object("services");
        if (all.isEmpty() || all.get().keys().isEmpty()) {
            faults.note(
                    fields.at("services"), "", "at least one of the project's services", "backend: {name: backend}");
            return deployments;
        }
        Map<String, Fields> named = all.get().objects(SERVICE, "the name of a service of this project", "backend");
        Map<String, String> taken = new HashMap<>();
        named.forEach((service, below) -> {
            if (!services.contains(service)) {
                faults.note(
                        all.get().at(service),
                        service,
                        "a service of this project (" + String.join(", ", services) + ")",
                        services.stream().findFirst().orElse("backend"));
            }
            Deployment deployment = deployment(service, below, named.keySet());
            String other = taken.put(deployment.cloudRunName(), service);
            if (other != null && below.has("name")) {
                faults.note(
                        below.at("name"),
                        deployment.cloudRunName(),
                        "a name that " + other + " does not have",
                        service);
            }
            deployments.put(service, deployment);
        });
        return deployments;
    }

    private Deployment deployment(String service, Fields fields, Set<String> deployed) {
        String name = fields.text(
                "name",
                CLOUD_RUN_NAME,
                "a Cloud Run service's name: lower-case letters, digits and hyphens, at most 49",
                "my-" + service);
        VariableReader variables = new VariableReader(faults, deployed);
        Map<String, SecretReference> secrets =
                fields.object("secrets").map(variables::secrets).orElse(Map.of());
        Map<String, String> env = fields.object("env")
                .map(below -> variables.env(below, secrets.keySet()))
                .orElse(Map.of());
        Optional<URI> publicUrl = fields.optionalText(
                        "public-url", PUBLIC_URL, "an http or https address without path", "https://www.example.org")
                .map(URI::create);
        int connections = fields.optionalNumber("connections", 1, 10_000, 5);
        fields.end();
        return new Deployment(service, name, env, secrets, publicUrl, connections);
    }
}
