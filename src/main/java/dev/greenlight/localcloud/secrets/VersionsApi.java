package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The methods on versions. */
final class VersionsApi {
    private static final String REQUEST = "google.cloud.secretmanager.v1.%sSecretVersionRequest";
    private static final Map<String, VersionState> VERBS =
            Map.of("Enable", VersionState.ENABLED, "Disable", VersionState.DISABLED, "Destroy", VersionState.DESTROYED);

    private final Secrets secrets;
    private final Versions versions;

    VersionsApi(Secrets secrets, Versions versions) {
        this.secrets = secrets;
        this.versions = versions;
    }

    void register(Api api) {
        for (String parent : SecretsApi.PARENTS) {
            String secret = parent + SecretsApi.SECRET;
            String version = secret + "/versions/{v}";
            api.on("POST", secret + ":addVersion", this::add)
                    .on("GET", secret + "/versions", this::list)
                    .on("GET", version, call -> Reply.json(versions.get(secrets.named(call), call.variable("v"))))
                    .on("GET", version + ":access", this::access);
            VERBS.forEach((verb, state) ->
                    api.on("POST", version + ":" + verb.toLowerCase(Locale.ROOT), call -> move(call, verb, state)));
        }
    }

    private Reply move(Call call, String verb, VersionState state) {
        ObjectNode body = MessageReader.read(REQUEST.formatted(verb), call.json(), "");
        return Reply.json(versions.move(
                secrets.named(call),
                call.variable("v"),
                state,
                body.path("etag").asText()));
    }

    private Reply add(Call call) {
        JsonNode payload =
                MessageReader.read(REQUEST.formatted("Add"), call.json(), "").path("payload");
        byte[] data = Base64.getDecoder().decode(payload.path("data").asText());
        boolean checked = payload.has("dataCrc32c");
        if (checked && payload.path("dataCrc32c").asLong() != Payloads.checksum(data)) {
            throw ApiError.invalidArgument(
                    "The checksum in SecretPayload.data_crc32c does not match the checksum of SecretPayload.data.");
        }
        return Reply.json(versions.add(secrets.named(call), data, checked));
    }

    private Reply list(Call call) {
        List<ObjectNode> all = new ArrayList<>(versions.list(secrets.named(call)));
        call.parameter("filter").filter(text -> !text.isBlank()).ifPresent(text -> {
            Condition condition = Condition.parse(text);
            all.removeIf(version -> !condition.holds(version));
        });
        ObjectNode page = Paging.of(call, SecretsApi.MOST, SecretsApi.MOST)
                .page(all, Versions::place, Comparator.reverseOrder(), version -> version, "versions");
        return Reply.json(page.put("totalSize", all.size()));
    }

    private Reply access(Call call) {
        SecretName name = secrets.named(call);
        ObjectNode version = versions.get(name, call.variable("v"));
        byte[] data = versions.payload(name, version);
        ObjectNode answer = Json.object().put("name", version.path("name").asText());
        answer.putObject("payload")
                .put("data", Base64.getEncoder().encodeToString(data))
                .put("dataCrc32c", Long.toString(Payloads.checksum(data)));
        return Reply.json(answer);
    }
}
