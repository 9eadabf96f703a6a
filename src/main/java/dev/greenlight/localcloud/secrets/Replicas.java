package dev.greenlight.localcloud.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a version's payload is said to lie, and under which keys; here it lies in one file, without any. */
final class Replicas {
    private Replicas() {}

    /** Fills the version's status from its secret's wish. */
    static void describe(ObjectNode secret, ObjectNode version) {
        JsonNode replication = secret.path("replication");
        if (replication.has("userManaged")) {
            ArrayNode replicas = version.putObject("replicationStatus")
                    .putObject("userManaged")
                    .putArray("replicas");
            for (JsonNode replica : replication.path("userManaged").path("replicas")) {
                ObjectNode status = replicas.addObject();
                status.set("location", replica.path("location"));
                encrypted(replica, status);
            }
        } else if (replication.has("automatic")) {
            ObjectNode status = version.putObject("replicationStatus").putObject("automatic");
            encrypted(replication.path("automatic"), status);
        } else {
            encrypted(secret, version);
        }
    }

    private static void encrypted(JsonNode wish, ObjectNode status) {
        String key = wish.path("customerManagedEncryption").path("kmsKeyName").asText();
        if (!key.isEmpty()) {
            status.putObject("customerManagedEncryption").put("kmsKeyVersionName", key + "/cryptoKeyVersions/1");
        }
    }
}
