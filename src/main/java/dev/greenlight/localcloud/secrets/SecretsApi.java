package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Paging;
import dev.greenlight.localcloud.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The methods on secrets. */
final class SecretsApi {
    static final String SECRETS = "/v1/projects/{p}/secrets";
    static final String SECRET = SECRETS + "/{s}";
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
            "tags");
    private static final Set<String> FIELDS = Set.of(
            "name",
            "replication",
            "createTime",
            "etag",
            "labels",
            "annotations",
            "topics",
            "expireTime",
            "ttl",
            "rotation",
            "versionAliases",
            "versionDestroyTtl",
            "customerManagedEncryption",
            "tags");

    private final Secrets secrets;
    private final Versions versions;

    SecretsApi(Secrets secrets, Versions versions) {
        this.secrets = secrets;
        this.versions = versions;
    }

    void register(Api api) {
        api.on("POST", SECRETS, this::create)
                .on("GET", SECRETS, this::list)
                .on("GET", SECRET, call -> Reply.json(secrets.get(SecretName.of(call))))
                .on("PATCH", SECRET, this::patch)
                .on("DELETE", SECRET, this::delete);
    }

    private Reply create(Call call) {
        SecretName name =
                new SecretName(call.variable("p"), call.parameter("secretId").orElse(""));
        ObjectNode wish = Documents.body(call, FIELDS);
        checkLabels(wish);
        return Reply.json(secrets.create(name, wish));
    }

    private Reply list(Call call) {
        List<ObjectNode> all = new ArrayList<>(secrets.list(call.variable("p")));
        call.parameter("filter").filter(text -> !text.isBlank()).ifPresent(text -> {
            Condition condition = Condition.parse(text);
            all.removeIf(secret -> !condition.holds(secret));
        });
        ObjectNode page = Paging.of(call, MOST, MOST).page(all, "secrets");
        return Reply.json(page.put("totalSize", all.size()));
    }

    private Reply patch(Call call) {
        ObjectNode wish = Documents.body(call, FIELDS);
        checkLabels(wish);
        List<String> fields = new ArrayList<>();
        for (String path : call.parameter("updateMask").orElse("").split(",")) {
            String field = camel(path.strip());
            if (!MUTABLE.contains(field)) {
                throw ApiError.badField(
                        "update_mask",
                        "The field mask must name fields that can be changed.",
                        "Invalid update mask path [" + path + "]. The fields that can be changed are "
                                + String.join(", ", MUTABLE) + ".");
            }
            fields.add(field);
        }
        return Reply.json(secrets.patch(SecretName.of(call), wish, fields));
    }

    private Reply delete(Call call) {
        versions.deleteSecret(SecretName.of(call), call.parameter("etag").orElse(""));
        return Reply.empty();
    }

    private static void checkLabels(JsonNode wish) {
        wish.path("labels").properties().forEach(label -> {
            if (!label.getKey().matches("[a-z][a-z0-9_-]{0,62}")
                    || !label.getValue().asText().matches("[a-z0-9_-]{0,63}")) {
                throw ApiError.badField(
                        "secret.labels",
                        "Labels are lower-case letters, digits, _ and -, at most 63 characters.",
                        "Invalid label [" + label.getKey() + "="
                                + label.getValue().asText() + "].");
            }
        });
    }

    /** Masks may name fields as the protocol files do. */
    private static String camel(String path) {
        StringBuilder name = new StringBuilder();
        for (String word : path.split("_")) {
            name.append(
                    name.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
