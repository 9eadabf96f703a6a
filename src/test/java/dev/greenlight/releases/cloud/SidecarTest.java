package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.ContainerPort;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.VolumeMount;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The container that takes the requests is meant, also where a sidecar is listed before it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SidecarTest {
    private static final Container SIDECAR = Container.newBuilder()
            .setImage("proxy")
            .addVolumeMounts(VolumeMount.newBuilder().setName("settings").setMountPath("/settings"))
            .build();
    private static final Container SERVING = Container.newBuilder()
            .setImage("app")
            .addPorts(ContainerPort.newBuilder().setContainerPort(8000))
            .addVolumeMounts(VolumeMount.newBuilder().setName("cloudsql").setMountPath("/cloudsql"))
            .build();

    @Test
    void a_migration_sees_the_files_that_the_application_sees() {
        RevisionTemplate like = RevisionTemplate.newBuilder()
                .addContainers(SIDECAR)
                .addContainers(SERVING)
                .build();
        JobDraft draft = new JobDraft(
                "web-migrate",
                new ServiceName("web"),
                Sample.image("web", "v1"),
                List.of("migrate"),
                Map.of(),
                Map.of(),
                Duration.ofMinutes(1));

        Job made =
                GoogleJobDrafts.create("projects/p1/locations/r1", draft, like).getJob();
        Job changed = GoogleJobDrafts.update(made, draft, like).getJob();

        assertThat(made.getTemplate().getTemplate().getContainersList())
                .singleElement()
                .satisfies(container ->
                        assertThat(container.getVolumeMountsList()).isEqualTo(SERVING.getVolumeMountsList()));
        assertThat(changed).isEqualTo(made);
    }

    @Test
    void the_image_of_a_revision_is_the_applications() {
        Revision revision = Revision.newBuilder()
                .setName("projects/p1/locations/r1/services/web/revisions/web-1")
                .addContainers(SIDECAR)
                .addContainers(SERVING)
                .build();

        assertThat(GoogleTranslation.revision(revision).image()).isEqualTo("app");
        assertThat(GoogleTranslation.revision(
                                revision.toBuilder().clearContainers().build())
                        .image())
                .isEmpty();
    }
}
