package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.Route;
import dev.greenlight.localcloud.proxy.RoutedService;
import dev.greenlight.localcloud.proxy.Routes;
import dev.greenlight.localcloud.proxy.Share;
import dev.greenlight.localcloud.telemetry.ServingRevision;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a service's traffic statuses say, made true at its ports. */
final class Traffic {
    private final Routes routes;
    private final Ports ports;
    private final Fleet fleet;
    private final Policies policies;
    private final Scales scales;
    private final Map<ServiceName, Map<Key, Integer>> kept = new ConcurrentHashMap<>();

    Traffic(Routes routes, Ports ports, Fleet fleet, Policies policies, Scales scales) {
        this.routes = routes;
        this.ports = ports;
        this.fleet = fleet;
        this.policies = policies;
        this.scales = scales;
    }

    Ports ports() {
        return ports;
    }

    /** The statuses that the wish amounts to. */
    ArrayNode statuses(ServiceName name, List<Target> targets) {
        ArrayNode statuses = Json.MAPPER.createArrayNode();
        for (Target target : targets) {
            statuses.add(target.status(target.tag().isEmpty() ? "" : ports.url(name, target.tag())));
        }
        return statuses;
    }

    /** The revisions that a service's statuses send requests to or give a URL, by short name. */
    static Set<String> used(ObjectNode service) {
        return revisions(Target.of(service.path("trafficStatuses")), latestReady(service));
    }

    /**
     * The revisions that a service's wish or its statuses name, by short name, also those that get nothing: what a service says of its traffic
     * names revisions that exist.
     */
    static Set<String> named(ObjectNode service) {
        Set<String> named = new HashSet<>();
        for (String field : List.of("traffic", "trafficStatuses")) {
            Target.of(service.path(field)).forEach(target -> named.add(target.revision()));
        }
        named.remove("");
        return named;
    }

    /** @param latest short name; empty when there is none yet */
    static Set<String> revisions(List<Target> targets, String latest) {
        Set<String> used = new HashSet<>();
        for (Target target : targets) {
            String revision = target.isLatest() ? latest : target.revision();
            if (!revision.isEmpty() && (target.percent() > 0 || !target.tag().isEmpty())) {
                used.add(revision);
            }
        }
        return used;
    }

    static String latestReady(ObjectNode service) {
        return ServiceName.last(service.path("latestReadyRevision").asText());
    }

    /** Publishes the routes of the statuses. A revision that has no instance gets one with its first request. */
    void publish(ServiceName name, ObjectNode service) {
        List<Target> targets = Target.of(service.path("trafficStatuses"));
        String latest = latestReady(service);
        Map<String, Integer> percents = new LinkedHashMap<>();
        Set<Integer> open = new HashSet<>();
        for (Target target : targets) {
            String revision = target.isLatest() ? latest : target.revision();
            if (target.percent() > 0) {
                percents.merge(revision, target.percent(), Integer::sum);
            }
            if (!target.tag().isEmpty()) {
                open.add(publish(name, service, target.tag(), Map.of(revision, 100)));
            }
        }
        open.add(publish(name, service, "", percents));
        Map<Key, Integer> least = new HashMap<>();
        used(service).forEach(revision -> least.put(name.key(revision), scales.least(name, service, revision)));
        kept.put(name, least);
        ports.all(name).stream().filter(port -> !open.contains(port)).forEach(routes::withdraw);
    }

    private int publish(ServiceName name, ObjectNode service, String tag, Map<String, Integer> percents) {
        int port = ports.port(name, tag);
        List<Share> shares = new ArrayList<>();
        percents.forEach((revision, percent) -> {
            if (!revision.isEmpty()) {
                shares.add(new Share(revision, percent, scales.limits(name, service, revision)));
            }
        });
        routes.publish(new Route(
                port,
                ports.url(name, tag),
                new RoutedService(name.project(), name.location(), name.id()),
                tag,
                shares.stream().mapToInt(Share::percent).sum() == 100 ? shares : List.of(),
                policies.isPublic(name, service)));
        return port;
    }

    /** Every revision that a published route leads to, with the number of instances that it keeps without any request. */
    Map<Key, Integer> kept() {
        Map<Key, Integer> all = new HashMap<>();
        kept.values().forEach(all::putAll);
        return all;
    }

    void withdraw(ServiceName name) {
        kept.remove(name);
        ports.all(name).forEach(routes::withdraw);
    }

    boolean awaitDrained(Key key, Duration limit) {
        return routes.awaitDrained(revision(key), limit);
    }

    /** Tells the routes which instances of a revision run. One after the other, so that the last one told is the truth. */
    synchronized void staff(Key key) {
        routes.staff(
                revision(key),
                fleet.running(key).stream().map(Instance::address).toList());
    }

    /** Gives up the instances that had no request for a while. */
    List<Runnable> dismiss(Key key, Duration idle, int least) {
        List<Runnable> stops = new ArrayList<>();
        synchronized (this) {
            for (InetSocketAddress address : routes.dismiss(revision(key), idle, least)) {
                stops.add(fleet.release(key, address));
            }
        }
        return stops;
    }

    void answered(ServingRevision revision, boolean started) {
        routes.answered(revision, started);
    }

    static ServingRevision revision(Key key) {
        return new ServingRevision(key.project(), key.location(), key.owner(), key.name());
    }
}
