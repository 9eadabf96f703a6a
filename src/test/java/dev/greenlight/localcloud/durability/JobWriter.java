package dev.greenlight.localcloud.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.util.Map;
import java.util.TreeMap;

/** Makes jobs and deletes every other one of them. */
final class JobWriter extends Writer {
    private static final String JOBS = "/v2/projects/demo/locations/there/jobs";

    /** By number: whether it is there. */
    private final Map<Integer, Boolean> acknowledged = new TreeMap<>();

    @Override
    void begin(KilledServer server) {}

    @Override
    void write(KilledServer server, int number) {
        ObjectNode job = Json.object();
        job.withObject("/template/template").putArray("containers").addObject().put("image", "app:1");
        KilledServer.Answer answer = server.call("POST", JOBS + "?jobId=job-" + number, job);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        acknowledged.put(number, true);
        if (number % 2 == 0) {
            acknowledged.remove(number);
            assertThat(server.call("DELETE", JOBS + "/job-" + number, Json.object())
                            .status())
                    .isEqualTo(200);
            acknowledged.put(number, false);
        }
    }

    @Override
    void check(KilledServer server) {
        acknowledged.forEach((number, there) -> assertThat(
                        server.get(JOBS + "/job-" + number).status())
                .as("job %d", number)
                .isEqualTo(there ? 200 : 404));
        acknowledged.clear();
    }
}
