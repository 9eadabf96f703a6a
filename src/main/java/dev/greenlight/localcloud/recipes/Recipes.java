package dev.greenlight.localcloud.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.Probe;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.secrets.SecretValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** From a revision's or a task's document to what the engine runs; secrets are read here, at the moment of a start. */
public final class Recipes {
    private static final int USUAL_PORT = 8080;

    private final SecretValues secrets;
    private final Mounts mounts;
    private final Duration startupLimit;

    /** @param startupLimit how long a container without a probe of its own may take to listen; Cloud Run gives 240 s */
    public Recipes(SecretValues secrets, Mounts mounts, Duration startupLimit) {
        this.secrets = secrets;
        this.mounts = mounts;
        this.startupLimit = startupLimit;
    }

    /** The container that serves a revision. */
    public Workload revision(Key key, ObjectNode revision) throws StartFailure {
        ObjectNode container = ingress(revision);
        int port = port(container);
        Map<String, String> own = new LinkedHashMap<>();
        own.put("PORT", Integer.toString(port));
        own.put("K_SERVICE", key.owner());
        own.put("K_REVISION", key.name());
        own.put("K_CONFIGURATION", key.owner());
        return workload(key, container, revision, own, probe(container.path("startupProbe"), port));
    }

    /**
     * Any container, one that serves or one that runs to its end.
     *
     * @param holder the document that has the container's volumes
     * @param own variables that the platform sets, which win
     */
    public Workload workload(Key key, ObjectNode container, JsonNode holder, Map<String, String> own, Probe probe)
            throws StartFailure {
        Map<String, String> environment = new LinkedHashMap<>();
        int at = 0;
        for (JsonNode variable : container.path("env")) {
            environment.put(
                    variable.path("name").asText(),
                    value(key.project(), variable, holder, place(holder, container, at++)));
        }
        environment.putAll(own);
        return new Workload(
                key,
                container.path("image").asText(),
                texts(container.path("command")),
                texts(container.path("args")),
                environment,
                mounts.of(key, container, holder),
                probe,
                Memory.bytes(container.at("/resources/limits/memory").asText()));
    }

    /** Removes the secrets that are on the disk for what does not run any more. To be called now and then, and when something has ended. */
    public void retain(Predicate<Key> running) {
        mounts.retain(running);
    }

    /** The container that gets the requests: the one with a port, or the first. */
    public static ObjectNode ingress(JsonNode holder) {
        for (JsonNode container : holder.path("containers")) {
            if (!container.path("ports").isEmpty()) {
                return (ObjectNode) container;
            }
        }
        return holder.path("containers").path(0) instanceof ObjectNode first ? first : Json.object();
    }

    private static int port(ObjectNode container) {
        return container.at("/ports/0/containerPort").asInt(USUAL_PORT);
    }

    private Probe probe(JsonNode probe, int port) {
        if (probe.isMissingNode()) {
            return new Probe("", port, Duration.ZERO, Duration.ofSeconds(1), startupLimit);
        }
        int period = probe.path("periodSeconds").asInt(10);
        int failures = probe.path("failureThreshold").asInt(3);
        JsonNode http = probe.path("httpGet");
        JsonNode asked = http.isMissingNode() ? probe.path("tcpSocket") : http;
        return new Probe(
                http.isMissingNode() ? "" : http.path("path").asText("/"),
                asked.path("port").asInt(port),
                Duration.ofSeconds(probe.path("initialDelaySeconds").asInt(0)),
                Duration.ofSeconds(Math.max(1, probe.path("timeoutSeconds").asInt(1))),
                Duration.ofSeconds((long) period * failures));
    }

    private String value(String project, JsonNode variable, JsonNode holder, String place) throws StartFailure {
        JsonNode reference = variable.at("/valueSource/secretKeyRef");
        if (reference.isMissingNode()) {
            return variable.path("value").asText();
        }
        byte[] value = read(
                secrets,
                project,
                reference.path("secret").asText(),
                reference.path("version").asText("latest"),
                new Reader(place, holder.path("serviceAccount").asText()));
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Where Cloud Run's older API, in whose words the complaint is, has the variable. */
    private static String place(JsonNode holder, JsonNode container, int variable) {
        int at = 0;
        for (JsonNode node : holder.path("containers")) {
            if (node.path("name").equals(container.path("name"))) {
                break;
            }
            at++;
        }
        return "spec.template.spec.containers[" + at + "].env[" + variable + "].value_from.secret_key_ref.name";
    }

    /**
     * Who reads a secret.
     *
     * @param place in the revision, for the complaint
     * @param account the revision's service account
     */
    record Reader(String place, String account) {}

    /** @param secret its short name, or {@code projects/<p>/secrets/<s>} when it belongs to another project */
    static byte[] read(SecretValues secrets, String project, String secret, String version, Reader reader)
            throws StartFailure {
        String[] parts = secret.split("/", -1);
        String owner = parts.length == 4 ? parts[1] : project;
        String id = parts[parts.length - 1];
        String wanted = version.isEmpty() ? "latest" : version;
        try {
            return secrets.access(owner, id, wanted);
        } catch (ApiError e) {
            String path = "projects/" + owner + "/secrets/" + id + "/versions/" + wanted;
            throw new StartFailure(
                    StartFailure.Reason.SECRETS_ACCESS_CHECK_FAILED,
                    reader.place() + ": " + complaint(e, path, reader));
        }
    }

    private static String complaint(ApiError e, String path, Reader reader) {
        return switch (e.status()) {
            case PERMISSION_DENIED ->
                "Permission denied on secret: " + path + " for Revision service account " + reader.account()
                        + ". The service account used must be granted the 'Secret Manager Secret Accessor' role"
                        + " (roles/secretmanager.secretAccessor) at the secret, project or higher level.";
            case NOT_FOUND -> "Secret " + path + " was not found";
            default -> "Secret " + path + " cannot be read: " + e.message();
        };
    }

    /** @param text such as {@code 1.5s} */
    public static Duration duration(String text) {
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofMillis(Math.max(0, seconds.movePointRight(3).longValue()));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
