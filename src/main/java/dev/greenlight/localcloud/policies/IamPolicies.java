package dev.greenlight.localcloud.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.state.Store;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The policies of one kind of resource.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/iam/v1/policy.proto">google.iam.v1.Policy</a>
 */
public final class IamPolicies {
    private static final Pattern MEMBER = Pattern.compile("allUsers|allAuthenticatedUsers|[A-Za-z]+:.+");
    private static final Pattern ROLE = Pattern.compile("(roles|(projects|organizations)/[^/]+/roles)/[A-Za-z0-9_.]+");
    private static final int CONDITIONS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Store store;
    private final String collection;

    /** @param collection where the store keeps them, by the resource's name */
    public IamPolicies(Store store, String collection) {
        this.store = store;
        this.collection = collection;
    }

    /**
     * Registers the three methods.
     *
     * @param path the resource's template
     * @param resource the name of the resource that a call means; not found when it does not exist
     * @param lock what is held, with {@code synchronized}, while the resource of that name is deleted together with its policy
     * @param changed is told the name when a policy was set
     */
    public void register(
            Api api,
            String path,
            Function<Call, String> resource,
            Function<String, Object> lock,
            Consumer<String> changed) {
        api.on("GET", path + ":getIamPolicy", call -> Reply.json(of(resource.apply(call))));
        api.on("POST", path + ":setIamPolicy", call -> {
            String name = resource.apply(call);
            ObjectNode policy;
            synchronized (lock.apply(name)) {
                // Asked again: a policy that came after its resource was deleted would be that of the next of its name.
                policy = set(resource.apply(call), call);
            }
            changed.accept(name);
            return Reply.json(policy);
        });
        api.on("POST", path + ":testIamPermissions", call -> {
            String _ = resource.apply(call);
            // Whoever is known here owns the cloud, and so holds every permission.
            return Reply.json(MessageReader.read("google.iam.v1.TestIamPermissionsRequest", call.json(), "")
                    .retain("permissions"));
        });
    }

    /** The policy; one without bindings when none was set. */
    public ObjectNode of(String name) {
        return store.get(collection, name).orElseGet(() -> Json.object().put("etag", "ACAB"));
    }

    private ObjectNode set(String name, Call call) {
        ObjectNode wish = MessageReader.read("google.iam.v1.SetIamPolicyRequest", call.json(), "")
                .withObject("/policy");
        int version = check(wish);
        String etag = wish.path("etag").asText();
        String current = of(name).path("etag").asText();
        if (!etag.isEmpty() && !etag.equals(current)) {
            throw ApiError.aborted("There were concurrent policy changes. Please retry the whole read-modify-write with"
                    + " exponential backoff. The request's ETag '" + etag
                    + "' did not match the current policy's ETag '" + current + "'.");
        }
        ObjectNode policy = Json.object().put("version", version);
        policy.setAll(wish.deepCopy().retain("bindings", "auditConfigs"));
        byte[] stamp = new byte[8];
        RANDOM.nextBytes(stamp);
        store.put(collection, name, policy.put("etag", Base64.getEncoder().encodeToString(stamp)));
        return policy;
    }

    /** @return the version that the policy's content needs */
    private static int check(JsonNode wish) {
        int needed = 1;
        for (JsonNode binding : wish.path("bindings")) {
            String role = binding.path("role").asText();
            if (!ROLE.matcher(role).matches()) {
                throw refused("Role (" + role + ") does not exist in the resource's hierarchy.");
            }
            if (binding.path("members").isEmpty()) {
                throw refused("Policy members must be of the form \"<type>:<value>\".");
            }
            for (JsonNode member : binding.path("members")) {
                if (!MEMBER.matcher(member.asText()).matches()) {
                    throw refused("Invalid value for member (" + member.asText()
                            + "). Policy members must be of the form \"<type>:<value>\".");
                }
            }
            needed = binding.has("condition") ? CONDITIONS : needed;
        }
        int asked = wish.path("version").asInt(1);
        if (asked != 0 && asked != 1 && asked != CONDITIONS || asked < needed) {
            throw refused("Invalid policy version " + asked + ".");
        }
        return needed;
    }

    private static ApiError refused(String description) {
        return ApiError.badField("policy", description, description);
    }
}
