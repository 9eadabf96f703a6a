package dev.greenlight.localcloud.artifacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Artifact Registry refuses in a repository.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/devtools/artifactregistry/v1/repository.proto">Repository</a>
 */
final class RepositoryRules {
    private static final Pattern LABEL = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
    private static final Pattern POLICY = Pattern.compile("[a-z]([a-z0-9-]{0,126}[a-z0-9])?");
    private static final Pattern UPSTREAM = Pattern.compile("projects/[^/]+/locations/[^/]+/repositories/[^/]+");
    private static final Pattern KEY =
            Pattern.compile("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+");
    private static final int MOST_LABELS = 64;

    /** Which format a part of the configuration belongs to. */
    private static final Map<String, String> FORMATS = Map.of("dockerConfig", "DOCKER", "mavenConfig", "MAVEN");

    private static final Map<String, String> MODES =
            Map.of("virtualRepositoryConfig", "VIRTUAL_REPOSITORY", "remoteRepositoryConfig", "REMOTE_REPOSITORY");
    private static final Map<String, String> SOURCES = Map.of(
            "dockerRepository", "DOCKER",
            "mavenRepository", "MAVEN",
            "npmRepository", "NPM",
            "pythonRepository", "PYTHON",
            "aptRepository", "APT",
            "yumRepository", "YUM");

    private RepositoryRules() {}

    static void check(ObjectNode repository) {
        String format = repository.path("format").asText();
        if (format.isEmpty()) {
            throw refused("format", "A format is required.");
        }
        belongs(repository, FORMATS, format);
        belongs(repository, MODES, repository.path("mode").asText("STANDARD_REPOSITORY"));
        belongs(repository.path("remoteRepositoryConfig"), SOURCES, format);
        labels(repository.path("labels"));
        String key = repository.path("kmsKeyName").asText();
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            throw refused("kms_key_name", "'" + key + "' is no name of a key.");
        }
        cleanup(repository.path("cleanupPolicies"));
        upstreams(repository.at("/virtualRepositoryConfig/upstreamPolicies"));
    }

    private static void belongs(JsonNode holder, Map<String, String> owners, String owner) {
        owners.forEach((field, needed) -> {
            if (holder.has(field) && !needed.equals(owner)) {
                throw refused(field, "It can be set on a " + needed + " only, and this is a " + owner + ".");
            }
        });
    }

    private static void labels(JsonNode labels) {
        if (labels.size() > MOST_LABELS) {
            throw refused("labels", "A repository has at most " + MOST_LABELS + " labels.");
        }
        labels.properties().forEach(label -> {
            if (label.getKey().isEmpty()
                    || !LABEL.matcher(label.getKey()).matches()
                    || !LABEL.matcher(label.getValue().asText()).matches()) {
                throw refused("labels", "Invalid label '" + label.getKey() + "'.");
            }
        });
    }

    private static void cleanup(JsonNode policies) {
        policies.properties().forEach(entry -> {
            JsonNode policy = entry.getValue();
            String id = policy.path("id").asText(entry.getKey());
            if (!id.equals(entry.getKey()) || !POLICY.matcher(id).matches()) {
                throw refused("cleanup_policies", "Invalid policy id '" + id + "' at key '" + entry.getKey() + "'.");
            }
            if (!policy.has("action")) {
                throw refused("cleanup_policies", "Policy '" + id + "' needs an action, DELETE or KEEP.");
            }
            if (!policy.has("condition") && !policy.has("mostRecentVersions")) {
                throw refused("cleanup_policies", "Policy '" + id + "' needs a condition or most_recent_versions.");
            }
            if (policy.has("mostRecentVersions")
                    && policy.path("action").asText().equals("DELETE")) {
                throw refused("cleanup_policies", "Policy '" + id + "': most_recent_versions can be kept only.");
            }
        });
    }

    private static void upstreams(JsonNode upstreams) {
        Set<String> ids = new HashSet<>();
        for (JsonNode upstream : upstreams) {
            if (!ids.add(upstream.path("id").asText())
                    || !UPSTREAM.matcher(upstream.path("repository").asText()).matches()) {
                throw refused(
                        "virtual_repository_config.upstream_policies",
                        "Each has an id of its own and the name of a repository.");
            }
        }
    }

    static ApiError refused(String place, String description) {
        return ApiError.badField(
                "repository." + place, description, "Invalid repository." + place + ": " + description);
    }
}
