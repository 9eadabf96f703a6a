package dev.greenlight.suites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compose file as compose itself resolved it, as JSON. Immutable; every change gives a new one.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">the compose specification</a>
 */
public final class ComposeModel {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode root;

    private ComposeModel(ObjectNode root) {
        this.root = root;
    }

    /** Parses what {@code docker compose config --format json} prints; empty when it is no JSON object. */
    public static Optional<ComposeModel> parse(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode node ? Optional.of(of(node)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static ComposeModel of(ObjectNode root) {
        return new ComposeModel(root.deepCopy());
    }

    /** The model as text, for compose to read. */
    String text() {
        return root.toString();
    }

    /** The services of a profile that no other service of that profile waits for: those that are run for their exit code. */
    Set<String> suites(String profile) {
        Set<String> members = new LinkedHashSet<>();
        root.path("services")
                .propertyStream()
                .forEach(service -> service.getValue()
                        .path("profiles")
                        .valueStream()
                        .filter(name -> name.asText().equals(profile))
                        .forEach(name -> members.add(service.getKey())));
        Set<String> waitedFor = new LinkedHashSet<>();
        members.forEach(member -> waitedFor.addAll(neighbours(member)));
        members.removeAll(waitedFor);
        return members;
    }

    /** Those services and all that they depend on. */
    Set<String> closure(Set<String> services) {
        Set<String> all = new TreeSet<>(services);
        for (Set<String> edge = services; !edge.isEmpty(); ) {
            Set<String> next = new TreeSet<>();
            edge.forEach(service -> next.addAll(neighbours(service)));
            next.removeAll(all);
            all.addAll(next);
            edge = next;
        }
        return all;
    }

    /** Those of the services that have an image to be built. */
    List<String> built(Set<String> services) {
        return services.stream().filter(name -> service(name).has("build")).toList();
    }

    /** The folder that a service's image is built from, as this process sees it; empty when it is not built. */
    Optional<Path> context(String service) {
        String context = service(service).path("build").path("context").asText("");
        return context.startsWith("/") ? Optional.of(Path.of(context)) : Optional.empty();
    }

    /**
     * The model with nothing that two runs on one engine would share: no fixed container names, published ports or volume names, nothing kept
     * running or restarted. What is declared external stays, since it belongs to someone else.
     *
     * @param run the run's unique name
     */
    ComposeModel isolated(String run) {
        ComposeModel copy = of(root);
        copy.root.put("name", run);
        copy.root.path("services").forEach(service -> {
            if (service instanceof ObjectNode node) {
                node.remove(List.of("container_name", "restart"));
                node.path("ports").forEach(port -> {
                    if (port instanceof ObjectNode published) {
                        published.remove("published");
                    }
                });
            }
        });
        copy.rename("volumes", run);
        copy.rename("networks", run);
        return copy;
    }

    /** The model with bind mounts, and files mounted as secrets or configurations, as the engine sees them. */
    ComposeModel forEngine(PathMapping paths) {
        ComposeModel copy = of(root);
        copy.root
                .path("services")
                .forEach(service -> service.path("volumes").forEach(volume -> {
                    if (volume.path("type").asText().equals("bind")) {
                        mapped(volume, "source", paths);
                    }
                }));
        copy.root.path("secrets").forEach(secret -> mapped(secret, "file", paths));
        copy.root.path("configs").forEach(config -> mapped(config, "file", paths));
        return copy;
    }

    private static void mapped(JsonNode node, String field, PathMapping paths) {
        if (node instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(field, paths.toHost(object.path(field).textValue()));
        }
    }

    private void rename(String section, String run) {
        root.path(section).propertyStream().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode node
                    && !node.path("external").asBoolean()) {
                node.put("name", run + "_" + entry.getKey());
            }
        });
    }

    private Set<String> neighbours(String service) {
        Set<String> found = new LinkedHashSet<>();
        JsonNode node = service(service);
        node.path("depends_on").fieldNames().forEachRemaining(found::add);
        String network = node.path("network_mode").asText("");
        if (network.startsWith("service:")) {
            found.add(network.substring("service:".length()));
        }
        return found;
    }

    private JsonNode service(String name) {
        return root.path("services").path(name);
    }
}
