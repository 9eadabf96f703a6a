package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.ContainerPort;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import dev.greenlight.project.SecretReference;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Our wishes in Cloud Run's words. */
final class GoogleDrafts {
    private static final String OURS = "greenlight.dev/";

    private GoogleDrafts() {}

    /** The template with the draft put into it: what the draft does not name stays as it was set by others. */
    static RevisionTemplate template(RevisionTemplate base, RevisionDraft draft) {
        RevisionTemplate.Builder template =
                base.toBuilder().setRevision(draft.name().value());
        List.copyOf(base.getAnnotationsMap().keySet()).stream()
                .filter(key -> key.startsWith(OURS))
                .forEach(template::removeAnnotations);
        template.putAllAnnotations(draft.annotations());
        int place = place(base.getContainersList());
        Container container =
                base.getContainersCount() == 0 ? Container.getDefaultInstance() : base.getContainers(place);
        Container changed = container.toBuilder()
                .setImage(draft.image().toString())
                .clearEnv()
                .addAllEnv(env(draft.env(), draft.secrets()))
                .clearPorts()
                .addPorts(ContainerPort.newBuilder().setContainerPort(draft.port()))
                .build();
        return base.getContainersCount() == 0
                ? template.addContainers(changed).build()
                : template.setContainers(place, changed).build();
    }

    /** The container that takes the requests: the one that names a port. The others are sidecars and stay as they are. */
    private static int place(List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).getPortsCount() > 0) {
                return i;
            }
        }
        return 0;
    }

    /** That container; empty when there is none at all. */
    static Optional<Container> serving(List<Container> containers) {
        return containers.isEmpty() ? Optional.empty() : Optional.of(containers.get(place(containers)));
    }

    static List<EnvVar> env(Map<String, String> plain, Map<String, SecretReference> secrets) {
        Stream<EnvVar> values = plain.entrySet().stream()
                .map(variable -> EnvVar.newBuilder()
                        .setName(variable.getKey())
                        .setValue(variable.getValue())
                        .build());
        Stream<EnvVar> references = secrets.entrySet().stream()
                .map(variable -> EnvVar.newBuilder()
                        .setName(variable.getKey())
                        .setValueSource(EnvVarSource.newBuilder()
                                .setSecretKeyRef(SecretKeySelector.newBuilder()
                                        .setSecret(variable.getValue().name())
                                        .setVersion(variable.getValue().version())))
                        .build());
        return Stream.concat(values, references).toList();
    }

    static List<TrafficTarget> targets(Traffic traffic) {
        List<TrafficTarget> targets = new ArrayList<>();
        traffic.shares()
                .forEach((revision, share) ->
                        targets.add(target(revision).setPercent(share.value()).build()));
        traffic.tags()
                .forEach((tag, revision) ->
                        targets.add(target(revision).setTag(tag.value()).build()));
        return targets;
    }

    private static TrafficTarget.Builder target(RevisionName revision) {
        return TrafficTarget.newBuilder()
                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                .setRevision(revision.value());
    }
}
