package dev.greenlight.localcloud.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.run.TestCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is written while its executions begin and end, which the server writes into the same document. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobRacesTest {
    private static final String JOB =
            "{\"labels\":{\"n\":\"%d\"},\"template\":{\"template\":{\"containers\":[{\"image\":\"app\"}]}}}";

    /** Rounds, when the machine lets runs begin seldom. */
    private static final int MOST = 2_000;

    @TempDir
    Path folder;

    private TestCloud cloud;
    private Thread runner;
    private volatile boolean running = true;

    @BeforeEach
    void start() {
        cloud = new TestCloud(folder, new InProcessWorkloads(null));
        cloud.call("POST", "/jobs?jobId=busy", JOB.formatted(0));
        runner = Thread.ofVirtual().start(() -> {
            while (running) {
                cloud.done("POST", "/jobs/busy:run", "{}");
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        endRuns();
        cloud.close();
    }

    private void endRuns() throws InterruptedException {
        running = false;
        runner.join();
    }

    /** Whether the job has run too seldom for there to have been a race, and there is still patience. */
    private boolean early(int round) {
        return cloud.workloads().started().size() < 10 && round <= MOST;
    }

    private void assertRaced() {
        assertThat(cloud.workloads().started()).as("runs beside the changes").hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void every_acknowledged_change_of_a_job_stays() throws InterruptedException {
        int i = 0;
        while (i < 150 || early(i)) {
            ObjectNode changed = cloud.call("PATCH", "/jobs/busy", JOB.formatted(++i));
            assertThat(changed.has("name")).as("%s", changed).isTrue();
            assertThat(cloud.get("/jobs/busy").at("/labels/n").asInt()).isEqualTo(i);
        }
        assertThat(cloud.get("/jobs/busy").path("generation").asInt()).isEqualTo(i + 1);
        endRuns();
        assertRaced();
    }

    @Test
    void a_deleted_job_does_not_come_back_nor_anything_of_it() throws InterruptedException {
        for (int i = 1; i <= 60 || early(i); i++) {
            cloud.done("DELETE", "/jobs/busy", "");
            ObjectNode gone = cloud.get("/jobs/busy");
            assertThat(gone.at("/error/code").asInt()).as("%s", gone).isEqualTo(404);
            cloud.call("POST", "/jobs?jobId=busy", JOB.formatted(i));
            assertThat(cloud.get("/jobs/busy").at("/labels/n").asInt()).isEqualTo(i);
        }
        endRuns();
        assertRaced();
        cloud.done("DELETE", "/jobs/busy", "");
        assertThat(cloud.documents("jobs")).isEmpty();
        assertThat(cloud.documents("executions")).isEmpty();
        assertThat(cloud.documents("tasks")).isEmpty();
        assertThat(cloud.documents("execution-work")).isEmpty();
    }
}
