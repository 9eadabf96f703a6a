package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.policies.IamPolicies;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.state.Store;
import java.util.function.Consumer;

/** Who may do what with a service; only the public invoker has an effect. */
final class Policies {
    static final String COLLECTION = "policies";
    private static final String INVOKER = "roles/run.invoker";
    private static final String PATH = "/v2/projects/{p}/locations/{l}/services/{s}";

    private final Store store;
    private final IamPolicies policies;
    private final Locks locks;

    /** @param locks of services */
    Policies(Store store, Locks locks) {
        this.store = store;
        this.locks = locks;
        policies = new IamPolicies(store, COLLECTION);
    }

    /** @param changed is told of a service whose policy was set */
    void register(Api api, Consumer<ServiceName> changed) {
        policies.register(
                api,
                PATH,
                call -> {
                    ServiceName name = ServiceName.of(call);
                    return store.get(Services.COLLECTION, name.path())
                            .map(found -> name.path())
                            .orElseThrow(name::notFound);
                },
                locks::of,
                name -> changed.accept(ServiceName.parse(name)));
    }

    /** Whether anybody may call the service. */
    boolean isPublic(ServiceName name, ObjectNode service) {
        if (service.path("invokerIamDisabled").asBoolean()) {
            return true;
        }
        for (JsonNode binding : policies.of(name.path()).path("bindings")) {
            for (JsonNode member : binding.path("members")) {
                if (binding.path("role").asText().equals(INVOKER)
                        && member.asText().equals("allUsers")) {
                    return true;
                }
            }
        }
        return false;
    }
}
