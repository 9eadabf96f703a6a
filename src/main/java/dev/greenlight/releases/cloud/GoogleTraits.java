package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.Service;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.world.Traits;
import java.util.List;

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
                obstacle.isEmpty(), obstacle, service.getTemplate().getSessionAffinity(), mostInstances(service));
    }

    private static int mostInstances(Service service) {
        int revision = service.getTemplate().getScaling().getMaxInstanceCount();
        return revision > 0 ? revision : Traits.USUAL_INSTANCES;
    }

    static List<SecretReference> secrets(Revision revision) {
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
