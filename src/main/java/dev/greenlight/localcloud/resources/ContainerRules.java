package dev.greenlight.localcloud.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Cloud Run refuses in the containers of one template, beside what is missing.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/cloud/run/v2/k8s.min.proto">Container, Probe</a>
 */
final class ContainerRules {
    private static final Map<String, Pattern> LIMITS = Map.of(
            "cpu", Pattern.compile("[0-9]+(\\.[0-9]+)?m?"),
            "memory", TemplateRules.MEMORY,
            "nvidia.com/gpu", Pattern.compile("[0-9]+"));
    private static final int LONGEST_STARTUP = 240;
    private static final int LONGEST_PERIOD = 3600;

    private final JsonNode containers;
    private final String place;

    /** @param place of the list, for faults */
    ContainerRules(JsonNode containers, String place) {
        this.containers = containers;
        this.place = place;
    }

    /** @param volumes the names of those that can be mounted */
    void check(Set<String> volumes) {
        names();
        int at = 0;
        for (JsonNode container : containers) {
            String here = place + "[" + at++ + "]";
            ports(container.path("ports"), here + ".ports");
            limits(container.at("/resources/limits"), here + ".resources.limits");
            mounts(container.path("volumeMounts"), volumes, here + ".volume_mounts");
            probe(container.path("startupProbe"), LONGEST_STARTUP, here + ".startup_probe");
            probe(container.path("livenessProbe"), LONGEST_PERIOD, here + ".liveness_probe");
            probe(container.path("readinessProbe"), LONGEST_PERIOD, here + ".readiness_probe");
        }
    }

    /** Names are unique, and what a container waits for exists and does not wait for it. */
    private void names() {
        Map<String, JsonNode> named = new HashMap<>();
        for (JsonNode container : containers) {
            String name = container.path("name").asText();
            if (!name.isEmpty()) {
                TemplateRules.label(name, place + ".name");
                if (named.put(name, container.path("dependsOn")) != null) {
                    throw Rules.violation(place, "Container name '" + name + "' is used more than once.");
                }
            }
        }
        for (JsonNode container : containers) {
            Set<String> waited = new HashSet<>();
            waitsFor(container.path("dependsOn"), named, waited);
            if (waited.contains(container.path("name").asText())) {
                throw Rules.violation(
                        place + ".depends_on",
                        "Container '" + container.path("name").asText() + "' depends on itself.");
            }
        }
    }

    private void waitsFor(JsonNode names, Map<String, JsonNode> named, Set<String> waited) {
        for (JsonNode name : names) {
            JsonNode further = named.get(name.asText());
            if (further == null) {
                throw Rules.violation(place + ".depends_on", "There is no container named '" + name.asText() + "'.");
            }
            if (waited.add(name.asText())) {
                waitsFor(further, named, waited);
            }
        }
    }

    private static void ports(JsonNode ports, String here) {
        if (ports.size() > 1) {
            throw Rules.violation(here, "A container has at most one port.");
        }
        for (JsonNode port : ports) {
            Rules.range(port.path("containerPort").asInt(8080), 1, 65_535, here + ".container_port");
            if (!port.path("name").asText("http1").matches("http1|h2c|")) {
                throw Rules.violation(here + ".name", "The name of a port is http1 or h2c.");
            }
        }
    }

    private static void limits(JsonNode limits, String here) {
        limits.properties().forEach(limit -> {
            Pattern form = LIMITS.get(limit.getKey());
            if (form == null) {
                throw Rules.violation(
                        here, "Only cpu, memory and nvidia.com/gpu can be limited, not '" + limit.getKey() + "'.");
            }
            if (!form.matcher(limit.getValue().asText()).matches()) {
                throw Rules.violation(
                        here, "'" + limit.getValue().asText() + "' is no quantity of " + limit.getKey() + ".");
            }
        });
    }

    private static void mounts(JsonNode mounts, Set<String> volumes, String here) {
        Set<String> paths = new HashSet<>();
        for (JsonNode mount : mounts) {
            String volume = mount.path("name").asText();
            String path = mount.path("mountPath").asText();
            if (!volume.isEmpty() && !volumes.contains(volume)) {
                throw Rules.violation(here, "There is no volume named '" + volume + "'.");
            }
            if (!path.isEmpty() && (!path.startsWith("/") || !paths.add(path))) {
                throw Rules.violation(here, "The mount path '" + path + "' is not absolute, or used more than once.");
            }
        }
    }

    private static void probe(JsonNode probe, int longest, String here) {
        if (probe.isMissingNode()) {
            return;
        }
        int period = probe.path("periodSeconds").asInt(10);
        int timeout = probe.path("timeoutSeconds").asInt(1);
        Rules.range(probe.path("initialDelaySeconds").asInt(), 0, longest, here + ".initial_delay_seconds");
        Rules.range(period, 1, longest, here + ".period_seconds");
        Rules.range(timeout, 1, longest, here + ".timeout_seconds");
        Rules.range(probe.path("failureThreshold").asInt(3), 1, Integer.MAX_VALUE, here + ".failure_threshold");
        if (timeout > period) {
            throw Rules.violation(here, "timeout_seconds must not be greater than period_seconds.");
        }
        for (String kind : new String[] {"httpGet", "tcpSocket", "grpc"}) {
            Rules.range(probe.path(kind).path("port").asInt(), 0, 65_535, here + ".port");
        }
        if (!probe.at("/httpGet/path").asText("/").matches("(/.*)?")) {
            throw Rules.violation(here + ".http_get.path", "The path must start with a slash.");
        }
    }
}
