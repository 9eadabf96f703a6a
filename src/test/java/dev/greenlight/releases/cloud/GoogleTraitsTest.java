package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionScaling;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.SecretVolumeSource;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.ServiceScaling;
import com.google.cloud.run.v2.VersionToPath;
import com.google.cloud.run.v2.Volume;
import com.google.protobuf.Timestamp;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.Traits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cloud Run says of a service and a revision that decides whether a release is safe. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoogleTraitsTest {
    @Test
    void a_service_that_says_nothing_is_a_usual_one() {
        assertThat(GoogleTraits.of(Service.getDefaultInstance())).isEqualTo(Traits.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        // ingress, own address disabled, obstacle
        "INGRESS_TRAFFIC_UNSPECIFIED, false, ''",
        "INGRESS_TRAFFIC_ALL, false, ''",
        "INGRESS_TRAFFIC_ALL, true, its own address is disabled",
        "INGRESS_TRAFFIC_INTERNAL_ONLY, false, its ingress is INGRESS_TRAFFIC_INTERNAL_ONLY",
        "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER, true, its ingress is INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        "INGRESS_TRAFFIC_NONE, false, its ingress is INGRESS_TRAFFIC_NONE",
    })
    void what_keeps_the_internet_out_is_named(IngressTraffic ingress, boolean disabled, String obstacle) {
        Traits traits = GoogleTraits.of(Service.newBuilder()
                .setIngress(ingress)
                .setDefaultUriDisabled(disabled)
                .build());

        assertThat(traits.obstacle()).isEqualTo(obstacle);
        assertThat(traits.reachable()).isEqualTo(obstacle.isEmpty());
    }

    @Test
    void an_ingress_that_came_after_this_client_keeps_the_internet_out() {
        assertThat(GoogleTraits.of(Service.newBuilder().setIngressValue(99).build())
                        .reachable())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // the service's mode, its maximum, its number by hand, the revision's maximum, what holds
        "SCALING_MODE_UNSPECIFIED, 0, 0, 0, 100",
        "SCALING_MODE_UNSPECIFIED, 0, 0, 7, 7",
        "SCALING_MODE_UNSPECIFIED, 0, 0, 400, 400",
        "AUTOMATIC, 3, 0, 7, 3",
        "AUTOMATIC, 9, 0, 7, 7",
        "AUTOMATIC, 3, 0, 0, 3",
        "AUTOMATIC, 200, 0, 0, 100",
        "AUTOMATIC, 0, 5, 7, 7",
        "MANUAL, 3, 5, 2, 5",
    })
    void instances_are_bounded_by_the_service_and_by_the_revision(
            ServiceScaling.ScalingMode mode, int shared, int manual, int own, int most) {
        Service service = Service.newBuilder()
                .setScaling(ServiceScaling.newBuilder()
                        .setScalingMode(mode)
                        .setMaxInstanceCount(shared)
                        .setManualInstanceCount(manual))
                .setTemplate(RevisionTemplate.newBuilder()
                        .setScaling(RevisionScaling.newBuilder().setMaxInstanceCount(own)))
                .build();

        assertThat(GoogleTraits.of(service).mostInstances()).isEqualTo(most);
    }

    @Test
    void affinity_and_a_deletion_under_way_are_seen() {
        assertThat(GoogleTraits.of(Service.newBuilder()
                        .setTemplate(RevisionTemplate.newBuilder().setSessionAffinity(true))
                        .setDeleteTime(Timestamp.getDefaultInstance())
                        .build()))
                .matches(Traits::affinity)
                .matches(Traits::deleting);
    }

    private static EnvVar variable(String secret, String version) {
        return EnvVar.newBuilder()
                .setName("V")
                .setValueSource(EnvVarSource.newBuilder()
                        .setSecretKeyRef(
                                SecretKeySelector.newBuilder().setSecret(secret).setVersion(version)))
                .build();
    }

    private static Volume volume(String secret, String... versions) {
        return Volume.newBuilder()
                .setSecret(SecretVolumeSource.newBuilder()
                        .setSecret(secret)
                        .addAllItems(Arrays.stream(versions)
                                .map(version -> VersionToPath.newBuilder()
                                        .setPath("at-" + version)
                                        .setVersion(version)
                                        .build())
                                .toList()))
                .build();
    }

    private static Contents contents(List<EnvVar> variables, Volume... volumes) {
        return GoogleTraits.contents(Revision.newBuilder()
                .addContainers(Container.getDefaultInstance())
                .addContainers(Container.newBuilder().addAllEnv(variables))
                .addAllVolumes(List.of(volumes))
                .build());
    }

    @Test
    void a_revision_needs_the_secrets_of_its_variables_and_of_its_files() {
        Contents contents = contents(
                List.of(variable("db", "2")),
                Volume.newBuilder().setName("scratch").build(),
                volume("db", "2", "3"),
                volume("cert", ""),
                volume("whole"));

        assertThat(contents.needed().stream().map(SecretReference::toString))
                .containsExactly("db@2", "db@3", "cert@latest", "whole@latest");
        assertThat(contents.unasked()).isEmpty();
    }

    @Test
    void what_cannot_be_asked_after_is_kept_apart() {
        Contents contents = contents(
                List.of(variable("projects/other/secrets/db", "2"), variable("db", "blue")),
                volume("projects/other/secrets/cert"),
                volume("cert", "1", "green"));

        assertThat(contents.needed()).containsExactly(new SecretReference("cert", "1"));
        assertThat(contents.unasked())
                .containsExactly(
                        "projects/other/secrets/db@2", "db@blue", "projects/other/secrets/cert@latest", "cert@green");
    }
}
