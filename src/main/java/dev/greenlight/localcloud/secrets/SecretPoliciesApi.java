package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.state.Store;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The policies of secrets: kept and shown; they decide nothing, as the local cloud has one owner. */
final class SecretPoliciesApi {
    private final Store store;
    private final Secrets secrets;

    SecretPoliciesApi(Store store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    void register(Api api) {
        api.on("GET", SecretsApi.SECRET + ":getIamPolicy", call -> Reply.json(policy(existing(call))))
                .on("POST", SecretsApi.SECRET + ":setIamPolicy", this::set)
                .on("POST", SecretsApi.SECRET + ":testIamPermissions", call -> {
                    existing(call);
                    ObjectNode answer = Json.object();
                    answer.set("permissions", call.json().withArray("permissions"));
                    return Reply.json(answer);
                });
    }

    private Reply set(Call call) {
        // A policy must not be written for a secret that is just being deleted.
        synchronized (secrets) {
            return written(call);
        }
    }

    private Reply written(Call call) {
        SecretName name = existing(call);
        ObjectNode wish =
                Documents.body(call, Set.of("resource", "policy", "updateMask")).withObject("/policy");
        String etag = wish.path("etag").asText();
        if (!etag.isEmpty() && !etag.equals(policy(name).path("etag").asText())) {
            throw ApiError.aborted("There were concurrent policy changes. Please retry the whole read-modify-write with"
                    + " exponential backoff.");
        }
        ObjectNode policy = Json.object().put("version", 1);
        if (wish.has("bindings")) {
            policy.set("bindings", wish.get("bindings"));
        }
        String stamp = Documents.touched(Json.object()).path("etag").asText();
        policy.put("etag", Base64.getEncoder().encodeToString(stamp.getBytes(StandardCharsets.US_ASCII)));
        store.put(Secrets.POLICIES, name.path(), policy);
        return Reply.json(policy);
    }

    private SecretName existing(Call call) {
        SecretName name = SecretName.of(call);
        secrets.get(name);
        return name;
    }

    private ObjectNode policy(SecretName name) {
        return store.get(Secrets.POLICIES, name.path())
                .orElseGet(() -> Json.object().put("etag", "ACAB"));
    }
}
