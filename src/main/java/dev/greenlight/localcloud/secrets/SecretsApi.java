package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.MessageReader;
import java.util.ArrayList;
import java.util.List;

/** The methods on secrets, global ones and those of a location. */
final class SecretsApi {
    static final List<String> PARENTS = List.of("/v1/projects/{p}", "/v1/projects/{p}/locations/{l}");
    static final String SECRET = "/secrets/{s}";
    static final int MOST = 25_000;

    private static final List<String> MUTABLE = List.of(
            "labels",
            "annotations",
            "topics",
            "expireTime",
            "ttl",
            "rotation",
            "versionAliases",
            "versionDestroyTtl",
            "customerManagedEncryption");

    private final Secrets secrets;
    private final Versions versions;

    SecretsApi(Secrets secrets, Versions versions) {
        this.secrets = secrets;
        this.versions = versions;
    }

    void register(Api api) {
        for (String parent : PARENTS) {
            api.on("POST", parent + "/secrets", this::create)
                    .on("GET", parent + "/secrets", this::list)
                    .on("GET", parent + SECRET, call -> Reply.json(secrets.get(secrets.named(call))))
                    .on("PATCH", parent + SECRET, this::patch)
                    .on("DELETE", parent + SECRET, this::delete);
        }
    }

    private Reply create(Call call) {
        SecretName name =
                secrets.named(SecretName.of(call, call.parameter("secretId").orElse("")));
        return Reply.json(secrets.create(name, body(call)));
    }

    private Reply list(Call call) {
        String parent = secrets.named(SecretName.of(call, "any")).parent();
        List<ObjectNode> all = new ArrayList<>(secrets.list(parent));
        call.parameter("filter").filter(text -> !text.isBlank()).ifPresent(text -> {
            Condition condition = Condition.parse(text);
            all.removeIf(secret -> !condition.holds(secret));
        });
        ObjectNode page = Paging.of(call, MOST, MOST).page(all, "secrets");
        return Reply.json(page.put("totalSize", all.size()));
    }

    private Reply patch(Call call) {
        FieldMask mask =
                FieldMask.parse(Secrets.MESSAGE, call.parameter("updateMask").orElse(""));
        if (mask.isEverything() || mask.paths().stream().anyMatch(path -> !MUTABLE.contains(path.getFirst()))) {
            throw ApiError.badField(
                    "update_mask",
                    "The field mask must name fields that can be changed.",
                    "Invalid update mask [" + call.parameter("updateMask").orElse("")
                            + "]. The fields that can be changed are " + String.join(", ", MUTABLE) + ".");
        }
        return Reply.json(secrets.patch(secrets.named(call), body(call), mask));
    }

    private Reply delete(Call call) {
        versions.deleteSecret(secrets.named(call), call.parameter("etag").orElse(""));
        return Reply.empty();
    }

    private static ObjectNode body(Call call) {
        return MessageReader.read(Secrets.MESSAGE, call.json(), "secret");
    }
}
