package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.FieldMask;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.resources.Pages;
import dev.greenlight.localcloud.resources.Rules;
import dev.greenlight.localcloud.state.Document;
import dev.greenlight.localcloud.state.Store;
import java.util.SortedMap;

/** {@code google.cloud.run.v2.Services}. */
final class ServicesApi {
    private static final String PATH = "/v2/projects/{p}/locations/{l}/services";

    private final Services services;
    private final Store store;

    ServicesApi(Services services, Store store) {
        this.services = services;
        this.store = store;
    }

    void register(Api api) {
        api.on("POST", PATH, this::create);
        api.on("GET", PATH, call -> Reply.json(Pages.of(all(call), "services", call)));
        api.on("GET", PATH + "/{s}", call -> Reply.json(services.get(ServiceName.of(call))));
        api.on("PATCH", PATH + "/{s}", this::patch);
        api.on(
                "DELETE",
                PATH + "/{s}",
                call -> Reply.json(services.delete(
                        ServiceName.of(call),
                        call.parameter("etag").orElse(""),
                        call.flag("validateOnly"),
                        call.caller())));
    }

    private Reply create(Call call) {
        String id = call.parameter("serviceId").orElse("");
        if (id.isEmpty()) {
            throw Rules.violation("service_id", "A service id is required.");
        }
        ServiceName name = ServiceName.of(call, id);
        Rules.checkName("service_id", id);
        ObjectNode service = body(call);
        return Reply.json(services.create(new Services.Write(name, service, call.flag("validateOnly"), call.caller())));
    }

    private Reply patch(Call call) {
        ServiceName name = ServiceName.of(call);
        ObjectNode service = body(call);
        String named = service.path("name").asText();
        if (!named.isEmpty() && !named.equals(name.path())) {
            throw ApiError.invalidArgument("The name in the body, '" + named + "', is not the name in the path.");
        }
        FieldMask mask =
                FieldMask.parse(Services.MESSAGE, call.parameter("updateMask").orElse(""));
        return Reply.json(services.patch(
                new Services.Write(name, service, call.flag("validateOnly"), call.caller()),
                mask,
                call.flag("allowMissing")));
    }

    private static ObjectNode body(Call call) {
        return MessageReader.read(Services.MESSAGE, call.json(), "service");
    }

    private SortedMap<String, Document> all(Call call) {
        return store.documents(Services.COLLECTION, ServiceName.of(call, "").path());
    }
}
