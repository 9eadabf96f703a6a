package dev.greenlight.localcloud.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.util.Map;
import java.util.TreeMap;

/** Makes jobs, runs some of them, changes them while they run, and deletes every other one of them. */
final class JobWriter extends Writer {
    private static final String JOBS = "/v2/projects/demo/locations/there/jobs";
    private static final String GONE = "";

    /** By number: the label of the job, or that it is gone. */
    private final Map<Integer, String> acknowledged = new TreeMap<>();

    @Override
    void begin(KilledServer server) {}

    @Override
    void write(KilledServer server, int number) {
        String path = JOBS + "/job-" + number;
        good(server.call("POST", JOBS + "?jobId=job-" + number, job("made")));
        acknowledged.put(number, "made");
        if (number % 3 == 0) {
            good(server.call("POST", path + ":run", Json.object()));
            acknowledged.remove(number);
            good(server.call("PATCH", path, job("changed")));
            acknowledged.put(number, "changed");
        }
        if (number % 2 == 0) {
            acknowledged.remove(number);
            good(server.call("DELETE", path, Json.object()));
            acknowledged.put(number, GONE);
        }
    }

    private static ObjectNode job(String label) {
        ObjectNode job = Json.object();
        job.putObject("labels").put("is", label);
        job.withObject("/template/template").putArray("containers").addObject().put("image", "app:1");
        return job;
    }

    private static void good(KilledServer.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Override
    void check(KilledServer server) {
        acknowledged.forEach((number, label) -> {
            KilledServer.Answer job = server.get(JOBS + "/job-" + number);
            assertThat(job.status()).as("job %d", number).isEqualTo(label.equals(GONE) ? 404 : 200);
            assertThat(job.text("/labels/is")).as("job %d", number).isEqualTo(label);
        });
        acknowledged.clear();
    }
}
