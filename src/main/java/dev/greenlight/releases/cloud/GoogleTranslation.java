package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.protobuf.Timestamp;
import dev.greenlight.releases.world.Condition;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cloud Run's answers as our values.
 *
 * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services">services</a>
 */
final class GoogleTranslation {
    private GoogleTranslation() {}

    static ServiceState service(Service service) {
        return new ServiceState(
                new ServiceName(last(service.getName())),
                service.getUri().isEmpty() ? Optional.empty() : Optional.of(URI.create(service.getUri())),
                new ServiceState.Mark(service.getEtag(), service.getGeneration()),
                wished(service),
                served(service),
                service.getAnnotationsMap(),
                readiness(service),
                GoogleTraits.of(service));
    }

    static RevisionState revision(Revision revision) {
        List<Condition> conditions = revision.getConditionsList().stream()
                .map(GoogleTranslation::condition)
                .toList();
        return new RevisionState(
                new RevisionName(last(revision.getName())),
                GoogleDrafts.serving(revision.getContainersList())
                        .map(Container::getImage)
                        .orElse(""),
                revision.getAnnotationsMap(),
                conditions.stream().anyMatch(GoogleTranslation::ready),
                conditions,
                instant(revision.getCreateTime()),
                GoogleTraits.contents(revision),
                revision.getEtag());
    }

    private static boolean ready(Condition condition) {
        return condition.type().equals("Ready") && condition.state() == Condition.State.SUCCEEDED;
    }

    private static Readiness readiness(Service service) {
        List<Condition> conditions = new ArrayList<>();
        if (service.hasTerminalCondition()) {
            conditions.add(condition(service.getTerminalCondition()));
        }
        service.getConditionsList().forEach(condition -> conditions.add(condition(condition)));
        return new Readiness(
                !service.getReconciling() && service.getObservedGeneration() >= service.getGeneration(),
                conditions,
                name(service.getLatestReadyRevision()),
                name(service.getLatestCreatedRevision()));
    }

    private static Optional<Traffic> wished(Service service) {
        Map<RevisionName, Percent> shares = new HashMap<>();
        Map<Tag, RevisionName> tags = new HashMap<>();
        Optional<RevisionName> latest = name(service.getLatestReadyRevision());
        service.getTrafficList()
                .forEach(target -> put(
                        shares,
                        tags,
                        named(target.getType(), target.getRevision(), latest),
                        target.getPercent(),
                        target.getTag()));
        return traffic(shares, tags, service.getTrafficCount() == 0 ? latest : Optional.empty());
    }

    private static Served served(Service service) {
        Map<RevisionName, Percent> shares = new HashMap<>();
        Map<Tag, RevisionName> tags = new HashMap<>();
        Map<Tag, URI> urls = new HashMap<>();
        Optional<RevisionName> latest = name(service.getLatestReadyRevision());
        service.getTrafficStatusesList().forEach(status -> {
            put(
                    shares,
                    tags,
                    named(status.getType(), status.getRevision(), latest),
                    status.getPercent(),
                    status.getTag());
            if (!status.getTag().isEmpty() && !status.getUri().isEmpty()) {
                urls.put(new Tag(status.getTag()), URI.create(status.getUri()));
            }
        });
        return new Served(traffic(shares, tags, Optional.empty()), urls);
    }

    private static void put(
            Map<RevisionName, Percent> shares,
            Map<Tag, RevisionName> tags,
            Optional<RevisionName> revision,
            int percent,
            String tag) {
        revision.ifPresent(name -> {
            shares.merge(name, new Percent(percent), (a, b) -> new Percent(a.value() + b.value()));
            if (!tag.isEmpty()) {
                tags.put(new Tag(tag), name);
            }
        });
    }

    private static Optional<Traffic> traffic(
            Map<RevisionName, Percent> shares, Map<Tag, RevisionName> tags, Optional<RevisionName> otherwise) {
        if (shares.values().stream().mapToInt(Percent::value).sum() == 100) {
            return Optional.of(new Traffic(shares, tags));
        }
        return otherwise.map(Traffic::all);
    }

    private static Optional<RevisionName> named(
            TrafficTargetAllocationType type, String revision, Optional<RevisionName> latest) {
        return type == TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST && revision.isEmpty()
                ? latest
                : name(revision);
    }

    static Condition condition(com.google.cloud.run.v2.Condition condition) {
        Condition.State state = switch (condition.getState()) {
            case CONDITION_SUCCEEDED -> Condition.State.SUCCEEDED;
            case CONDITION_FAILED -> Condition.State.FAILED;
            case CONDITION_PENDING, CONDITION_RECONCILING -> Condition.State.PENDING;
            default -> Condition.State.UNKNOWN;
        };
        String reason = switch (condition.getReasonsCase()) {
            case REASON -> condition.getReason().name();
            case REVISION_REASON -> condition.getRevisionReason().name();
            case EXECUTION_REASON -> condition.getExecutionReason().name();
            case REASONS_NOT_SET -> "";
        };
        return new Condition(condition.getType(), state, reason, condition.getMessage());
    }

    private static Optional<RevisionName> name(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(new RevisionName(last(path)));
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
