package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.http.Status;

/**
 * How much a project may have in a location.
 *
 * @see <a href="https://cloud.google.com/run/quotas">Cloud Run quotas and limits</a>
 */
public final class Quotas {
    public static final int SERVICES = 1_000;
    public static final int JOBS = 1_000;
    public static final int RUNNING_EXECUTIONS = 1_000;
    public static final int TAGS = 2_000;

    private Quotas() {}

    /**
     * Whether one more may be made. Several that are made at the same time may exceed the quota by their number.
     *
     * @param parent {@code projects/<p>/locations/<l>}
     * @param kind what is counted, such as {@code Services}
     * @throws ApiError resource exhausted, when there is no room
     */
    public static void checkRoom(int present, int most, String parent, String kind) {
        if (present < most) {
            return;
        }
        String consumer = parent.split("/locations/", 2)[0];
        String words = "Quota exceeded for quota metric '" + kind + "' and limit '" + kind
                + " per project per region' of service 'run.googleapis.com' for consumer '" + consumer + "'.";
        ObjectNode detail = Json.object().put("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        detail.putArray("violations")
                .addObject()
                .put("subject", consumer)
                .put("description", kind + " per project per region: " + most);
        throw new ApiError(Status.RESOURCE_EXHAUSTED, words).withDetail(detail);
    }
}
