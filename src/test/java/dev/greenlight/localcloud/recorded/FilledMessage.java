package dev.greenlight.localcloud.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.Field;
import dev.greenlight.localcloud.messages.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A message with a value in every field that a request may set, made from its published description. Of a group of which one may be set, each
 * variant sets another one; a list of messages with such a group has an element for each.
 */
final class FilledMessage {
    private static final String RUN = "google.cloud.run.v2.";
    private static final String ROBOT = "\"robot-%d@demo.iam.gserviceaccount.com\"";
    private static final String KEY = "\"projects/demo/locations/here/keyRings/ring/cryptoKeys/key-%d\"";

    /** Where a value must have a form of its own; {@code %d} is the number of the variant. */
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("RevisionTemplate.revision", "\"web-r%d\""),
            Map.entry("RevisionTemplate.serviceAccount", ROBOT),
            Map.entry("TaskTemplate.serviceAccount", ROBOT),
            Map.entry("BuildConfig.serviceAccount", ROBOT),
            Map.entry("RevisionTemplate.encryptionKey", KEY),
            Map.entry("TaskTemplate.encryptionKey", KEY),
            Map.entry(
                    "Service.traffic",
                    "[{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST\",\"percent\":60,\"tag\":\"t%1$d\"},"
                            + "{\"type\":\"TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION\",\"revision\":\"web-r%1$d\",\"percent\":40}]"),
            Map.entry("Service.MultiRegionSettings.regions", "[\"europe-west1\",\"us-east%d\"]"),
            Map.entry("RevisionScaling.maxInstanceCount", "2%d"),
            Map.entry("ServiceScaling.maxInstanceCount", "2%d"),
            Map.entry("VpcAccess.connector", "\"projects/demo/locations/here/connectors/connector-%d\""),
            Map.entry("Container.image", "\"app:%d\""),
            Map.entry("ContainerPort.name", "\"http1\""),
            Map.entry("ContainerPort.containerPort", "900%d"),
            Map.entry("EnvVar.value", "\"value %d\""),
            Map.entry("SecretKeySelector.secret", "\"key\""),
            Map.entry("SecretKeySelector.version", "\"1\""),
            Map.entry("SecretVolumeSource.secret", "\"key\""),
            Map.entry("VersionToPath.version", "\"1\""),
            Map.entry("CloudSqlInstance.instances", "[\"demo:here:db-%d\"]"),
            Map.entry("EmptyDirVolumeSource.sizeLimit", "\"%dGi\""),
            Map.entry("NFSVolumeSource.path", "\"/exports/%d\""),
            Map.entry("VolumeMount.name", "\"v0\""),
            Map.entry("VolumeMount.mountPath", "\"/mnt/%d\""),
            Map.entry(
                    "ResourceRequirements.limits", "{\"cpu\":\"%1$d\",\"memory\":\"%1$dGi\",\"nvidia.com/gpu\":\"1\"}"),
            Map.entry("Probe.periodSeconds", "2%d"),
            Map.entry("Secret.expireTime", "\"2099-01-0%dT00:00:00Z\""),
            Map.entry("Secret.versionDestroyTtl", "\"8640%ds\""),
            Map.entry("Topic.name", "\"projects/demo/topics/topic-%d\""),
            Map.entry("Rotation.nextRotationTime", "\"2098-01-0%dT00:00:00Z\""),
            Map.entry("Rotation.rotationPeriod", "\"360%ds\""),
            Map.entry("Replication.UserManaged.Replica.location", "\"us-east%d\""),
            Map.entry("CustomerManagedEncryption.kmsKeyName", KEY),
            Map.entry("Repository.kmsKeyName", KEY),
            Map.entry("CleanupPolicy.id", "\"key-%d\""),
            Map.entry("CleanupPolicy.action", "\"KEEP\""),
            Map.entry("UpstreamPolicy.repository", "\"projects/demo/locations/here/repositories/repository-%d\""),
            Map.entry("HTTPGetAction.path", "\"/ready/%d\""));

    /** Of these one may be set, although no group says so. */
    private static final Map<String, List<String>> ONE_OF =
            Map.of("VpcAccess", List.of("connector", "networkInterfaces"));

    private final int variant;

    private FilledMessage(int variant) {
        this.variant = variant;
    }

    /** @param variant 1 or more */
    static ObjectNode of(String type, int variant) {
        ObjectNode message = new FilledMessage(variant).message(type, variant, 0);
        message.remove(List.of("name", "etag"));
        return message;
    }

    private ObjectNode message(String type, int chosen, int index) {
        String shortName = type.replaceFirst("^[a-z0-9.]+\\.(?=[A-Z])", "");
        ObjectNode message = Json.object();
        for (Field field : Messages.published().fields(type).values()) {
            List<String> group = group(type, shortName, field);
            boolean wanted = group.isEmpty() || group.get(chosen % group.size()).equals(field.name());
            if (!field.outputOnly() && wanted) {
                message.set(field.name(), value(shortName, field, index));
            }
        }
        return message;
    }

    /** The fields of which one may be set, this one among them; empty when it is in no such group. */
    private static List<String> group(String type, String shortName, Field field) {
        List<String> own = ONE_OF.getOrDefault(shortName, List.of());
        if (own.contains(field.name())) {
            return own;
        }
        return field.oneof().isEmpty()
                ? List.of()
                : Messages.published().fields(type).values().stream()
                        .filter(other -> other.oneof().equals(field.oneof()))
                        .map(Field::name)
                        .toList();
    }

    private JsonNode value(String holder, Field field, int index) {
        String form = FORMS.get(holder + "." + field.name());
        if (form != null) {
            return json(form.formatted(variant));
        }
        if (field.name().equals("name") && holder.matches("EnvVar|Volume")) {
            return TextNode.valueOf(holder.equals("Volume") ? "v" + index : "VARIABLE_" + index);
        }
        if (field.name().equals("containers")) {
            return containers(field.type());
        }
        return switch (field.shape()) {
            case SINGLE -> single(field, variant, 0);
            case MAP -> Json.object().set("key-" + variant, single(field, variant, 0));
            case LIST -> list(field);
        };
    }

    private ArrayNode list(Field field) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        int size = Messages.published().isMessage(field.type())
                ? Messages.published().fields(field.type()).values().stream()
                        .filter(each -> !each.oneof().isEmpty())
                        .toList()
                        .size()
                : 0;
        for (int i = 0; i < Math.max(1, size); i++) {
            list.add(single(field, i, i));
        }
        return list;
    }

    private JsonNode single(Field field, int chosen, int index) {
        if (Messages.published().isMessage(field.type())) {
            return message(field.type(), chosen, index);
        }
        return switch (field.type()) {
            case "string" -> TextNode.valueOf(field.snakeName().replace('_', '-') + "-" + variant);
            case "bool" -> BooleanNode.TRUE;
            case "int32" -> IntNode.valueOf(variant);
            case "int64" -> TextNode.valueOf("70" + variant);
            case "google.protobuf.Duration" -> TextNode.valueOf("12" + variant + "s");
            default -> enumeration(field.type());
        };
    }

    /** Any value but the one that means "not set". */
    private JsonNode enumeration(String type) {
        List<String> values = Messages.published().values(type);
        return TextNode.valueOf(values.get(1 + variant % (values.size() - 1)));
    }

    /** One that gets the requests and waits for the other. */
    private ArrayNode containers(String type) {
        ObjectNode main = message(type, variant, 0).put("name", "main");
        main.putArray("dependsOn").add("sidecar");
        ObjectNode sidecar = message(type, variant + 1, 1).put("name", "sidecar");
        sidecar.remove(List.of("ports", "dependsOn"));
        return Json.MAPPER.createArrayNode().add(main).add(sidecar);
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(String name) {
        return RUN + name;
    }
}
