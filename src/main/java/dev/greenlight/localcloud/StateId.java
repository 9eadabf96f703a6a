package dev.greenlight.localcloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.state.Store;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What tells the containers of one state folder from those of another. */
final class StateId {
    private StateId() {}

    /** Eight hexadecimal digits, made at the first start. */
    static String of(Store store) {
        ObjectNode self = store.get("self", "id").orElse(null);
        if (self == null) {
            String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            self = JsonNodeFactory.instance.objectNode().put("id", id);
            store.put("self", "id", self);
        }
        return self.path("id").asText();
    }
}
