package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.state.Store;
import java.util.function.Consumer;

/** Who may do what with a service; only the public invoker has an effect. */
final class Policies {
    static final String COLLECTION = "policies";
    private static final String INVOKER = "roles/run.invoker";
    private static final String PATH = "/v2/projects/{p}/locations/{l}/services/{s}";

    private final Store store;

    Policies(Store store) {
        this.store = store;
    }

    /** @param changed is told of a service whose policy was set */
    void register(Api api, Consumer<ServiceName> changed) {
        api.on("GET", PATH + ":getIamPolicy", call -> Reply.json(policy(existing(call))));
        api.on("POST", PATH + ":setIamPolicy", call -> {
            ServiceName name = existing(call);
            ObjectNode policy = set(name, call);
            changed.accept(name);
            return Reply.json(policy);
        });
        api.on("POST", PATH + ":testIamPermissions", call -> {
            existing(call);
            // Whoever is known here owns the cloud, and so holds every permission.
            ObjectNode asked = MessageReader.read("google.iam.v1.TestIamPermissionsRequest", call.json(), "");
            ObjectNode answer = Json.object();
            if (asked.has("permissions")) {
                answer.set("permissions", asked.get("permissions"));
            }
            return Reply.json(answer);
        });
    }

    private ServiceName existing(Call call) {
        ServiceName name = ServiceName.of(call);
        if (store.get(Services.COLLECTION, name.path()).isEmpty()) {
            throw name.notFound();
        }
        return name;
    }

    private synchronized ObjectNode set(ServiceName name, Call call) {
        ObjectNode request = MessageReader.read("google.iam.v1.SetIamPolicyRequest", call.json(), "");
        ObjectNode wish = request.withObject("/policy");
        for (JsonNode binding : wish.path("bindings")) {
            if (binding.path("role").asText().isEmpty()
                    || binding.path("members").isEmpty()) {
                throw Rules.violation("policy.bindings", "A binding has a role and members.");
            }
        }
        Records.checkEtag(policy(name), name.id(), wish.path("etag").asText());
        ObjectNode policy = Json.object().put("version", 1);
        if (wish.has("bindings")) {
            policy.set("bindings", wish.get("bindings"));
        }
        Records.touched(policy);
        policy.remove("updateTime");
        // Here an etag is bytes, so it is base64 without quotes.
        policy.put("etag", policy.path("etag").asText().replace("\"", ""));
        store.put(COLLECTION, name.path(), policy);
        return policy;
    }

    ObjectNode policy(ServiceName name) {
        return store.get(COLLECTION, name.path()).orElseGet(() -> Json.object().put("etag", "ACAB"));
    }

    /** Whether anybody may call the service. */
    boolean isPublic(ServiceName name, ObjectNode service) {
        if (service.path("invokerIamDisabled").asBoolean()) {
            return true;
        }
        for (JsonNode binding : policy(name).path("bindings")) {
            if (binding.path("role").asText().equals(INVOKER)
                    && binding.path("members") instanceof ArrayNode members
                    && contains(members, "allUsers")) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(ArrayNode texts, String text) {
        for (JsonNode node : texts) {
            if (node.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
