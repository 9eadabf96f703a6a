package dev.greenlight.localcloud.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Fleet;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.Route;
import dev.greenlight.localcloud.proxy.RoutedService;
import dev.greenlight.localcloud.proxy.Routes;
import dev.greenlight.localcloud.proxy.Share;
import dev.greenlight.localcloud.recipes.Recipes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a service's traffic statuses say, made true at its ports. */
final class Traffic {
    /** The discard port, where nothing listens: a revision that has crashed loses its own share of requests, not the others'. */
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final Routes routes;
    private final Ports ports;
    private final Fleet fleet;
    private final Policies policies;

    Traffic(Routes routes, Ports ports, Fleet fleet, Policies policies) {
        this.routes = routes;
        this.ports = ports;
        this.fleet = fleet;
        this.policies = policies;
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

    /** Publishes the routes of the statuses; when none of a route's revisions runs, it serves nothing. */
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
        ports.all(name).stream().filter(port -> !open.contains(port)).forEach(routes::withdraw);
    }

    private int publish(ServiceName name, ObjectNode service, String tag, Map<String, Integer> percents) {
        int port = ports.port(name, tag);
        List<Share> shares = new ArrayList<>();
        boolean runs = false;
        for (Map.Entry<String, Integer> entry : percents.entrySet()) {
            Optional<Instance> instance =
                    entry.getKey().isEmpty() ? Optional.empty() : fleet.running(name.key(entry.getKey()));
            runs |= instance.isPresent();
            InetSocketAddress address = instance.map(Instance::address).orElse(NOWHERE);
            shares.add(new Share(entry.getKey().isEmpty() ? "none" : entry.getKey(), entry.getValue(), address));
        }
        routes.publish(new Route(
                port,
                ports.url(name, tag),
                new RoutedService(name.project(), name.location(), name.id()),
                tag,
                runs ? shares : List.of(),
                policies.isPublic(name, service),
                timeout(service)));
        return port;
    }

    private static Duration timeout(JsonNode service) {
        Duration timeout = Recipes.duration(service.at("/template/timeout").asText("300s"));
        return timeout.isPositive() ? timeout : Duration.ofMinutes(5);
    }

    void withdraw(ServiceName name) {
        ports.all(name).forEach(routes::withdraw);
    }

    boolean awaitDrained(ServiceName name, String revision, Duration limit) {
        return routes.awaitDrained(name.project(), name.location(), revision, limit);
    }
}
