package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Call;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;

/** What secrets and versions have in common as documents. */
final class Documents {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Documents() {}

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** Gives the document a new etag. */
    static ObjectNode touched(ObjectNode document) {
        byte[] bytes = new byte[7];
        RANDOM.nextBytes(bytes);
        return document.put("etag", "\"" + HexFormat.of().formatHex(bytes) + "\"");
    }

    /** Refuses a wish that was made for another state of the document; an empty etag is no condition. */
    static void checkEtag(ObjectNode current, String wanted) {
        if (!wanted.isEmpty() && !wanted.equals(current.path("etag").asText())) {
            throw ApiError.failedPrecondition("The etag [" + wanted + "] does not match the current etag ["
                    + current.path("etag").asText() + "] of ["
                    + current.path("name").asText() + "].");
        }
    }

    /** The call's body, which may have these fields only. */
    static ObjectNode body(Call call, Set<String> fields) {
        ObjectNode body = call.json();
        checkFields(body, fields, "");
        return body;
    }

    static void checkFields(JsonNode node, Set<String> fields, String place) {
        node.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw ApiError.badField(
                        place,
                        "Cannot find field.",
                        "Invalid JSON payload received. Unknown name \"" + name + "\""
                                + (place.isEmpty() ? "" : " at '" + place + "'") + ": Cannot find field.");
            }
        });
    }
}
