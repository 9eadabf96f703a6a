package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter over Google's client keeps the contract on the local cloud. */
@SuppressWarnings("NullAway.Init")
class GoogleCloudRunCloudIT extends CloudRunContract {
    @TempDir
    Path state;

    private LocalCloud local;
    private CloudRun cloud;
    private Jobs jobs;

    @BeforeEach
    void start() {
        local = LocalCloud.start(Options.in(state).withPorts(0, 27_500), new InProcessWorkloads(null), line -> {});
        CloudAccess access = new CloudAccess(Optional.of(URI.create(local.apiUrl())), Optional.empty());
        Identity identity = Identity.of(access);
        cloud = CloudRun.at(access, identity, "p1", "europe-west1");
        jobs = Jobs.at(access, identity, "p1", "europe-west1");
    }

    @AfterEach
    void stop() {
        local.stop();
    }

    @Test
    void a_revision_that_does_not_start_says_why_and_takes_no_traffic() {
        ServiceState first = create();
        RevisionName bad = new RevisionName("web-bad");
        RevisionDraft draft = new RevisionDraft(
                bad,
                ImageReference.parse("localhost:5000/p1/r/crash@sha256:" + "1".repeat(64))
                        .orElseThrow(),
                8000,
                Map.of(),
                Map.of(),
                Map.of());
        Traffic traffic = first.wished().orElseThrow().tagged(Tag.CANDIDATE, bad);

        assertThat(cloud.change(ServiceChange.of(first, traffic, Map.of()).with(draft)))
                .isInstanceOf(Reply.Accepted.class);

        ServiceState after = first;
        for (int i = 0;
                i < 100
                        && (after.readiness().failures().isEmpty()
                                || !after.readiness().settled());
                i++) {
            pace().pause(Duration.ofMillis(50));
            after = cloud.service(WEB).orElseThrow();
        }
        assertThat(after.readiness().failures())
                .anyMatch(condition -> condition.reason().equals("HEALTH_CHECK_CONTAINER_ERROR"));
        assertThat(after.served().traffic().orElseThrow().share(bad).value()).isZero();
    }

    @Test
    void a_job_that_fails_says_so() {
        JobEnding ending = jobs.run(new JobDraft(
                "web-migrate",
                WEB,
                Sample.image("fail", "v1"),
                List.of("migrate"),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(1)));

        assertThat(ending).isInstanceOf(JobEnding.Failed.class);
        assertThat(ending.execution()).startsWith("web-migrate-");
    }

    @Override
    protected CloudRun cloud() {
        return cloud;
    }

    @Override
    protected Jobs jobs() {
        return jobs;
    }

    @Override
    protected Pace pace() {
        return Pace.of(Clock.systemUTC());
    }
}
