package dev.greenlight.localcloud.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;

/** Refuses a document that lacks what its message requires, at any depth. */
public final class Required {
    private Required() {}

    /**
     * Checks the whole of a resource, after an update has been merged into it.
     *
     * @param place how the document is called in the fault, {@code service} for instance
     * @throws ApiError invalid argument, which names the field
     */
    public static void check(String message, ObjectNode document, String place) {
        for (Field field : Messages.published().fields(message).values()) {
            JsonNode value = document.path(field.name());
            String here = place + "." + field.snakeName();
            if (value.isMissingNode()) {
                if (field.required()) {
                    throw ApiError.badField(
                            here, "Missing a required field: " + here + ".", "Missing a required field: " + here + ".");
                }
            } else if (Messages.published().isMessage(field.type())) {
                below(field, value, here);
            }
        }
    }

    private static void below(Field field, JsonNode value, String place) {
        if (field.shape() == Field.Shape.SINGLE) {
            check(field.type(), (ObjectNode) value, place);
            return;
        }
        int at = 0;
        for (JsonNode element : value) {
            check(field.type(), (ObjectNode) element, place + "[" + at++ + "]");
        }
    }
}
