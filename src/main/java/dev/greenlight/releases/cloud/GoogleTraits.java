package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionScaling;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.SecretVolumeSource;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.ServiceScaling;
import com.google.cloud.run.v2.VersionToPath;
import com.google.cloud.run.v2.Volume;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.Traits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the settings that decide whether a release is safe. */
final class GoogleTraits {
    private GoogleTraits() {}

    static Traits of(Service service) {
        // What this client does not know keeps somebody out, or it would not be there; nothing said is Cloud Run's
        // default, all.
        boolean restricted = service.getIngress() != IngressTraffic.INGRESS_TRAFFIC_ALL
                && service.getIngress() != IngressTraffic.INGRESS_TRAFFIC_UNSPECIFIED;
        String obstacle = restricted
                ? "its ingress is " + service.getIngress()
                : service.getDefaultUriDisabled() ? "its own address is disabled" : "";
        return new Traits(
                obstacle.isEmpty(),
                obstacle,
                service.getTemplate().getSessionAffinity(),
                mostInstances(service),
                resources(
                        service.getTemplate().getContainersList(),
                        service.getTemplate().getScaling()),
                service.hasDeleteTime());
    }

    /** What a revision runs with. */
    static Contents contents(Revision revision) {
        Map<String, String> env = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        GoogleDrafts.serving(revision.getContainersList())
                .map(Container::getEnvList)
                .orElse(List.of())
                .forEach(variable -> {
                    SecretKeySelector selector = variable.getValueSource().getSecretKeyRef();
                    if (variable.hasValueSource()) {
                        secrets.put(variable.getName(), selector.getSecret() + "@" + selector.getVersion());
                    } else {
                        env.put(variable.getName(), variable.getValue());
                    }
                });
        List<SecretKeySelector> needed = needed(revision);
        return new Contents(
                env,
                secrets,
                resources(revision.getContainersList(), revision.getScaling()),
                needed.stream()
                        .filter(GoogleTraits::known)
                        .map(selector -> new SecretReference(selector.getSecret(), selector.getVersion()))
                        .toList(),
                needed.stream()
                        .filter(selector -> !known(selector))
                        .map(selector -> selector.getSecret() + "@" + selector.getVersion())
                        .toList());
    }

    private static Map<String, String> resources(List<Container> containers, RevisionScaling scaling) {
        Map<String, String> resources = new TreeMap<>();
        GoogleDrafts.serving(containers)
                .map(container -> container.getResources().getLimitsMap())
                .ifPresent(resources::putAll);
        if (scaling.getMinInstanceCount() > 0) {
            resources.put("minimum instances", String.valueOf(scaling.getMinInstanceCount()));
        }
        if (scaling.getMaxInstanceCount() > 0) {
            resources.put("maximum instances", String.valueOf(scaling.getMaxInstanceCount()));
        }
        return resources;
    }

    /**
     * A service's own maximum holds for all its revisions together, so that it bounds each of them; by hand, there are as many as it says.
     *
     * @see <a href="https://cloud.google.com/run/docs/configuring/max-instances">Maximum instances</a>
     * @see <a href="https://cloud.google.com/run/docs/configuring/services/manual-scaling">Manual scaling</a>
     */
    private static int mostInstances(Service service) {
        ServiceScaling scaling = service.getScaling();
        if (scaling.getScalingMode() == ServiceScaling.ScalingMode.MANUAL) {
            return scaling.getManualInstanceCount();
        }
        int own = service.getTemplate().getScaling().getMaxInstanceCount();
        int revision = own > 0 ? own : Traits.USUAL_INSTANCES;
        int shared = scaling.getMaxInstanceCount();
        return shared > 0 ? Math.min(shared, revision) : revision;
    }

    /** All secret versions without which no instance starts: those of any container's variables, and those that are mounted as files. */
    private static List<SecretKeySelector> needed(Revision revision) {
        Stream<SecretKeySelector> variables = revision.getContainersList().stream()
                .map(Container::getEnvList)
                .flatMap(List::stream)
                .filter(variable ->
                        variable.hasValueSource() && variable.getValueSource().hasSecretKeyRef())
                .map(variable -> variable.getValueSource().getSecretKeyRef());
        Stream<SecretKeySelector> files = revision.getVolumesList().stream()
                .filter(Volume::hasSecret)
                .flatMap(volume -> files(volume.getSecret()));
        return Stream.concat(variables, files)
                .map(selector -> selector.getVersion().isEmpty()
                        ? selector.toBuilder()
                                .setVersion(SecretReference.LATEST)
                                .build()
                        : selector)
                .distinct()
                .toList();
    }

    /** One for each file; a volume that names none has one, with the newest version. */
    private static Stream<SecretKeySelector> files(SecretVolumeSource volume) {
        Stream<String> versions = volume.getItemsCount() == 0
                ? Stream.of(SecretReference.LATEST)
                : volume.getItemsList().stream().map(VersionToPath::getVersion);
        return versions.map(version -> SecretKeySelector.newBuilder()
                .setSecret(volume.getSecret())
                .setVersion(version)
                .build());
    }

    /** Not a secret of another project, whose versions may be hidden from here, nor an alias of a version. */
    private static boolean known(SecretKeySelector selector) {
        return selector.getSecret().matches("[A-Za-z0-9_-]{1,255}")
                && selector.getVersion().matches("latest|[1-9][0-9]{0,9}");
    }
}
