package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What every stored resource carries: its id, its version, who wrote it and when. */
public final class Records {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz";

    private Records() {}

    /** A new resource's fields. */
    public static void born(ObjectNode resource, String name, String caller) {
        String now = Conditions.now();
        resource.put("name", name).put("uid", UUID.randomUUID().toString());
        resource.put("generation", "1").put("createTime", now).put("creator", caller);
        written(resource, caller);
    }

    /** Another version: a new etag and time. */
    public static void written(ObjectNode resource, String caller) {
        resource.put("lastModifier", caller);
        touched(resource);
    }

    /** Another version that the server itself made. */
    public static void touched(ObjectNode resource) {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        resource.put("updateTime", Conditions.now());
        resource.put("etag", "\"" + Base64.getEncoder().encodeToString(random) + "\"");
    }

    public static long generation(ObjectNode resource) {
        return resource.path("generation").asLong();
    }

    /**
     * Refuses a write that was made from an older version.
     *
     * @param etag what the caller has seen; empty = he does not mind
     */
    public static void checkEtag(ObjectNode current, String id, String etag) {
        String now = current.path("etag").asText();
        if (!etag.isEmpty() && !etag.equals(now)) {
            throw ApiError.aborted("Conflict for resource '" + id + "': version '" + etag
                    + "' was specified but current version is '" + now + "'.");
        }
    }

    /** Three letters, without vowels so that they make no word. */
    public static String suffix() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
