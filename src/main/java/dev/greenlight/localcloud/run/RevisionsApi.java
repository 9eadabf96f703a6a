package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.resources.Conditions;
import dev.greenlight.localcloud.resources.Locks;
import dev.greenlight.localcloud.resources.Operations;
import dev.greenlight.localcloud.resources.Pages;
import dev.greenlight.localcloud.resources.Records;
import dev.greenlight.localcloud.state.Change;
import dev.greenlight.localcloud.state.Store;
import java.util.ArrayList;
import java.util.List;

/** {@code google.cloud.run.v2.Revisions}. */
final class RevisionsApi {
    private static final String PATH = "/v2/projects/{p}/locations/{l}/services/{s}/revisions";

    private final Services services;
    private final Revisions revisions;
    private final Keeper keeper;
    private final Operations operations;
    private final Store store;
    private final Locks locks;

    RevisionsApi(
            Services services, Revisions revisions, Keeper keeper, Operations operations, Store store, Locks locks) {
        this.services = services;
        this.revisions = revisions;
        this.keeper = keeper;
        this.operations = operations;
        this.store = store;
        this.locks = locks;
    }

    void register(Api api) {
        api.on("GET", PATH, call -> {
            ServiceName name = ServiceName.of(call);
            boolean all = name.id().equals("-");
            String below = all
                    ? name.parent() + "/services/"
                    : services.get(name).path("name").asText() + "/";
            return Reply.json(Pages.of(revisions.below(below), "revisions", call));
        });
        api.on("GET", PATH + "/{r}", call -> Reply.json(get(ServiceName.of(call), call.variable("r"))));
        api.on("DELETE", PATH + "/{r}", this::delete);
    }

    private ObjectNode get(ServiceName name, String id) {
        return revisions
                .find(name, id)
                .orElseThrow(() -> ApiError.notFound("revision \"" + name.revision(id) + "\" not found"));
    }

    private Reply delete(Call call) {
        ServiceName name = ServiceName.of(call);
        String id = call.variable("r");
        ObjectNode operation;
        synchronized (locks.of(name.path())) {
            ObjectNode revision = get(name, id);
            Records.checkEtag(revision, id, call.parameter("etag").orElse(""));
            ObjectNode service = services.get(name);
            boolean latest =
                    ServiceName.last(service.path("latestCreatedRevision").asText())
                                    .equals(id)
                            || Traffic.latestReady(service).equals(id);
            if (latest || Traffic.named(service).contains(id) || keeper.isWanted(name, id)) {
                throw ApiError.failedPrecondition(
                        "Revision '" + id + "' cannot be deleted: it is the latest revision of"
                                + " its service, or it has traffic or a tag.");
            }
            revision.put("deleteTime", Conditions.now());
            operation = Operations.done(name.parent(), "Revision", revision);
            if (call.flag("validateOnly")) {
                return Reply.json(operation);
            }
            List<Change> changes = new ArrayList<>(revisions.removal(name, id));
            changes.add(Operations.store(operation));
            store.apply(changes);
        }
        operations.announce(operation.path("name").asText());
        keeper.stop(name, id);
        return Reply.json(operation);
    }
}
