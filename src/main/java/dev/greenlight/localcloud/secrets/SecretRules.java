package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Secret Manager refuses in a secret.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/secretmanager/v1/resources.proto">Secret</a>
 */
final class SecretRules {
    private static final Pattern LABEL_KEY = Pattern.compile("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final Pattern TOPIC = Pattern.compile("projects/[^/]+/topics/[^/]+");
    private static final Pattern KEY =
            Pattern.compile("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+");
    private static final int MOST_LABELS = 64;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_TOPICS = 10;
    private static final int MOST_ANNOTATION_BYTES = 16 * 1024;
    private static final Duration SHORTEST_ROTATION = Duration.ofHours(1);
    private static final Duration LONGEST_ROTATION = Duration.ofSeconds(3_153_600_000L);
    private static final Duration SHORTEST_DESTRUCTION = Duration.ofDays(1);

    private SecretRules() {}

    static void check(SecretName name, ObjectNode secret) {
        replication(name, secret);
        labels(secret.path("labels"));
        annotations(secret.path("annotations"));
        if (secret.path("topics").size() > MOST_TOPICS) {
            throw refused("topics", "A secret has at most " + MOST_TOPICS + " topics.");
        }
        for (JsonNode topic : secret.path("topics")) {
            form("topics", TOPIC, topic.path("name").asText());
        }
        rotation(secret);
        aliases(secret.path("versionAliases"));
        key("customer_managed_encryption", secret.path("customerManagedEncryption"));
        if (secret.has("ttl") && !duration(secret.path("ttl")).isPositive()) {
            throw refused("ttl", "The ttl must be positive.");
        }
        if (secret.has("versionDestroyTtl")
                && duration(secret.path("versionDestroyTtl")).compareTo(SHORTEST_DESTRUCTION) < 0) {
            throw refused("version_destroy_ttl", "The version_destroy_ttl must be at least 86400s.");
        }
    }

    private static void replication(SecretName name, ObjectNode secret) {
        JsonNode replication = secret.path("replication");
        boolean said = replication.has("automatic") || replication.has("userManaged");
        if (name.isRegional()) {
            if (said) {
                throw refused("replication", "The replication of a regional secret cannot be set.");
            }
            return;
        }
        if (!said) {
            throw ApiError.badField(
                    "secret.replication",
                    "The Secret.replication field must be set.",
                    "The Secret.replication field must be set.");
        }
        if (secret.has("customerManagedEncryption")) {
            throw refused("customer_managed_encryption", "It can be set on regional secrets only.");
        }
        key("replication.automatic", replication.path("automatic").path("customerManagedEncryption"));
        Set<String> seen = new HashSet<>();
        for (JsonNode replica : replication.path("userManaged").path("replicas")) {
            String location = replica.path("location").asText();
            if (!location.matches("[a-z][a-z0-9-]+") || !seen.add(location)) {
                throw refused("replication.user_managed", "Invalid or repeated location '" + location + "'.");
            }
            key("replication.user_managed", replica.path("customerManagedEncryption"));
        }
        if (replication.has("userManaged") && seen.isEmpty()) {
            throw refused("replication.user_managed", "At least one replica is required.");
        }
    }

    private static void labels(JsonNode labels) {
        if (labels.size() > MOST_LABELS) {
            throw refused("labels", "A secret has at most " + MOST_LABELS + " labels.");
        }
        labels.properties().forEach(label -> {
            form("labels", LABEL_KEY, label.getKey());
            form("labels", LABEL_VALUE, label.getValue().asText());
        });
    }

    private static void annotations(JsonNode annotations) {
        int bytes = 0;
        for (var annotation : annotations.properties()) {
            if (!annotation.getKey().matches("[A-Za-z0-9]([A-Za-z0-9_./-]{0,61}[A-Za-z0-9])?")) {
                throw refused("annotations", "Invalid key '" + annotation.getKey() + "'.");
            }
            bytes += annotation.getKey().length()
                    + annotation.getValue().asText().length();
        }
        if (bytes > MOST_ANNOTATION_BYTES) {
            throw refused("annotations", "All annotations together have at most 16 KiB.");
        }
    }

    private static void rotation(ObjectNode secret) {
        JsonNode rotation = secret.path("rotation");
        if (rotation.isMissingNode()) {
            return;
        }
        if (secret.path("topics").isEmpty()) {
            throw refused("rotation", "Topics must be set when a rotation is set.");
        }
        if (rotation.has("rotationPeriod")) {
            Duration period = duration(rotation.path("rotationPeriod"));
            if (period.compareTo(SHORTEST_ROTATION) < 0 || period.compareTo(LONGEST_ROTATION) > 0) {
                throw refused("rotation.rotation_period", "It must be from 3600s to 3153600000s.");
            }
            if (!rotation.has("nextRotationTime")) {
                throw refused("rotation.next_rotation_time", "It must be set when a rotation_period is set.");
            }
        }
    }

    private static void aliases(JsonNode aliases) {
        if (aliases.size() > MOST_ALIASES) {
            throw refused("version_aliases", "A secret has at most " + MOST_ALIASES + " version aliases.");
        }
        aliases.properties().forEach(alias -> {
            form("version_aliases", ALIAS, alias.getKey());
            if (alias.getKey().equals("latest") || alias.getValue().asLong() < 1) {
                throw refused("version_aliases", "Invalid alias '" + alias.getKey() + "'.");
            }
        });
    }

    private static void key(String place, JsonNode encryption) {
        if (!encryption.isMissingNode()) {
            form(place + ".kms_key_name", KEY, encryption.path("kmsKeyName").asText());
        }
    }

    private static void form(String place, Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw refused(place, "The value '" + text + "' does not have the form " + form.pattern() + ".");
        }
    }

    /** @param text such as {@code 1.5s} */
    static Duration duration(JsonNode text) {
        BigDecimal seconds = new BigDecimal(text.asText().replace("s", ""));
        return Duration.ofNanos(seconds.movePointRight(9)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    static ApiError refused(String place, String description) {
        return ApiError.badField(
                "secret." + place, description, "Invalid value at 'secret." + place + "': " + description);
    }
}
