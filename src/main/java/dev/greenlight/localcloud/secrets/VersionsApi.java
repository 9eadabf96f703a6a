package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods on versions. */
final class VersionsApi {
    private static final String VERSION = SecretsApi.SECRET + "/versions/{v}";
    private static final Map<String, VersionState> VERBS =
            Map.of("enable", VersionState.ENABLED, "disable", VersionState.DISABLED, "destroy", VersionState.DESTROYED);

    private final Versions versions;

    VersionsApi(Versions versions) {
        this.versions = versions;
    }

    void register(Api api) {
        api.on("POST", SecretsApi.SECRET + ":addVersion", this::add)
                .on("GET", SecretsApi.SECRET + "/versions", this::list)
                .on("GET", VERSION, call -> shown(versions.get(SecretName.of(call), call.variable("v")), call))
                .on("GET", VERSION + ":access", this::access);
        VERBS.forEach((verb, state) -> api.on("POST", VERSION + ":" + verb, call -> {
            ObjectNode body = Documents.body(call, Set.of("name", "etag"));
            return shown(
                    versions.move(
                            SecretName.of(call),
                            call.variable("v"),
                            state,
                            body.path("etag").asText()),
                    call);
        }));
    }

    private Reply add(Call call) {
        ObjectNode body = Documents.body(call, Set.of("parent", "payload"));
        JsonNode payload = body.path("payload");
        Documents.checkFields(payload, Set.of("data", "dataCrc32c"), "payload");
        byte[] data = decode(payload.path("data").asText());
        JsonNode checksum = payload.path("dataCrc32c");
        boolean checked = !checksum.isMissingNode() && !checksum.isNull();
        if (checked && !checksum.asText().equals(Long.toString(Payloads.checksum(data)))) {
            throw ApiError.invalidArgument(
                    "The checksum in SecretPayload.data_crc32c does not match the checksum of SecretPayload.data.");
        }
        return shown(versions.add(SecretName.of(call), data, checked), call);
    }

    private Reply list(Call call) {
        List<ObjectNode> all = new ArrayList<>(versions.list(SecretName.of(call)));
        call.parameter("filter").filter(text -> !text.isBlank()).ifPresent(text -> {
            Condition condition = Condition.parse(text);
            all.removeIf(version -> !condition.holds(version));
        });
        all.replaceAll(version -> encoded(version, call));
        ObjectNode page = Paging.of(call, SecretsApi.MOST, SecretsApi.MOST).page(all, "versions");
        return Reply.json(page.put("totalSize", all.size()));
    }

    private Reply access(Call call) {
        SecretName name = SecretName.of(call);
        ObjectNode version = versions.get(name, call.variable("v"));
        byte[] data = versions.payload(name, version);
        ObjectNode answer = Json.object().put("name", version.path("name").asText());
        answer.putObject("payload")
                .put("data", Base64.getEncoder().encodeToString(data))
                .put("dataCrc32c", Long.toString(Payloads.checksum(data)));
        return Reply.json(answer);
    }

    private static Reply shown(ObjectNode version, Call call) {
        return Reply.json(encoded(version, call));
    }

    /** Clients of the REST transport ask for enums as numbers. */
    private static ObjectNode encoded(ObjectNode version, Call call) {
        boolean numbers = call.parameter("$alt").orElse("").contains("enum-encoding=int");
        return numbers
                ? version.deepCopy()
                        .put(
                                "state",
                                VersionState.valueOf(version.path("state").asText())
                                        .number())
                : version;
    }

    private static byte[] decode(String data) {
        try {
            return data.contains("-") || data.contains("_")
                    ? Base64.getUrlDecoder().decode(data)
                    : Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw ApiError.badField(
                    "payload.data",
                    "Base64 decoding failed.",
                    "Invalid value at 'payload.data' (TYPE_BYTES), Base64 decoding failed");
        }
    }
}
