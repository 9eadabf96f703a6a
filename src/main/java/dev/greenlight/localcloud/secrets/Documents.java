package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** What secrets and versions have in common as documents. */
final class Documents {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Documents() {}

    static String now() {
        return in(Duration.ZERO);
    }

    static String in(Duration later) {
        return Instant.now().plus(later).truncatedTo(ChronoUnit.MICROS).toString();
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
}
