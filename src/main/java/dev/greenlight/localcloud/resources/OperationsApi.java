package dev.greenlight.localcloud.resources;

import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import dev.greenlight.localcloud.http.Reply;
import dev.greenlight.localcloud.messages.MessageReader;
import dev.greenlight.localcloud.recipes.Recipes;
import dev.greenlight.localcloud.state.Store;
import java.time.Duration;

/** {@code google.longrunning.Operations} below a location. */
public final class OperationsApi {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String PATH = "/v2/projects/{p}/locations/{l}/operations";

    private final Operations operations;
    private final Store store;

    public OperationsApi(Operations operations, Store store) {
        this.operations = operations;
        this.store = store;
    }

    public void register(Api api) {
        api.on(
                "GET",
                PATH,
                call -> Reply.json(Pages.of(
                        store.documents(Operations.COLLECTION, parent(call) + "/operations/"), "operations", call)));
        api.on("GET", PATH + "/{o}", call -> Reply.json(operations.get(name(call))));
        api.on("DELETE", PATH + "/{o}", call -> {
            if (!operations.get(name(call)).path("done").asBoolean()) {
                throw ApiError.failedPrecondition("Operation '" + name(call) + "' is not done yet.");
            }
            store.remove(Operations.COLLECTION, name(call));
            return Reply.empty();
        });
        api.on("POST", PATH + "/{o}:wait", call -> Reply.json(operations.await(name(call), limit(call))));
    }

    private static Duration limit(Call call) {
        String text = MessageReader.read("google.longrunning.WaitOperationRequest", call.json(), "")
                .path("timeout")
                .asText();
        if (text.isEmpty()) {
            return LONGEST_WAIT;
        }
        Duration asked = Recipes.duration(text);
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }

    private static String parent(Call call) {
        Rules.checkParent(call.variable("p"), call.variable("l"));
        return "projects/" + call.variable("p") + "/locations/" + call.variable("l");
    }

    private static String name(Call call) {
        return parent(call) + "/operations/" + call.variable("o");
    }
}
