package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionScaling;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.Service;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.Traits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the settings that decide whether a release is safe. */
final class GoogleTraits {
    private GoogleTraits() {}

    static Traits of(Service service) {
        boolean restricted = service.getIngress() == IngressTraffic.INGRESS_TRAFFIC_INTERNAL_ONLY
                || service.getIngress() == IngressTraffic.INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER;
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
        return new Contents(
                env, secrets, resources(revision.getContainersList(), revision.getScaling()), secrets(revision));
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

    private static int mostInstances(Service service) {
        int revision = service.getTemplate().getScaling().getMaxInstanceCount();
        return revision > 0 ? revision : Traits.USUAL_INSTANCES;
    }

    private static List<SecretReference> secrets(Revision revision) {
        return revision.getContainersList().stream()
                .map(Container::getEnvList)
                .flatMap(List::stream)
                .filter(variable ->
                        variable.hasValueSource() && variable.getValueSource().hasSecretKeyRef())
                .map(EnvVar::getValueSource)
                .map(EnvVarSource::getSecretKeyRef)
                .filter(GoogleTraits::known)
                .map(selector -> new SecretReference(selector.getSecret(), selector.getVersion()))
                .distinct()
                .toList();
    }

    /** Not a secret of another project, whose versions may be hidden from here, nor an alias of a version. */
    private static boolean known(SecretKeySelector selector) {
        return selector.getSecret().matches("[A-Za-z0-9_-]{1,255}")
                && selector.getVersion().matches("latest|[1-9][0-9]{0,9}");
    }
}
