package dev.greenlight.releases;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who asks the services of the fake cloud, users and probes, and what they are answered. Guarded by the cloud. */
final class FakeVisitors {
    private final FakePace pace;
    private final Map<ServiceName, FakeService> services;
    private final Map<String, Behaviour> behaviours;
    private final FakeTelemetry telemetry;
    private final Map<String, Answered> answerers = new HashMap<>();
    private final Map<RevisionName, Long> realRequests = new HashMap<>();
    private double due;

    FakeVisitors(
            FakePace pace,
            Map<ServiceName, FakeService> services,
            Map<String, Behaviour> behaviours,
            FakeTelemetry telemetry) {
        this.pace = pace;
        this.services = services;
        this.behaviours = behaviours;
        this.telemetry = telemetry;
    }

    private record Answered(RevisionName revision, Instant time) {}

    Answer ask(Probe probe) {
        String host = Objects.requireNonNull(probe.address().getHost());
        String[] parts = host.replace(".test", "").split("---", -1);
        FakeService service = services.get(new ServiceName(parts[parts.length - 1]));
        if (service == null) {
            return new Answer.Unreachable("no such host");
        }
        if (!service.open && probe.token().isEmpty()) {
            return new Answer.Answered(403, "Forbidden", Duration.ofMillis(1));
        }
        Optional<RevisionName> revision = parts.length == 1
                ? service.draw()
                : service.served.map(traffic -> traffic.tags().get(new Tag(parts[0])));
        revision.ifPresent(found -> answerers.put(probe.id(), new Answered(found, pace.now())));
        return revision.map(found -> answer(service, found, probe))
                .orElse(new Answer.Answered(404, "", Duration.ofMillis(1)));
    }

    private Answer answer(FakeService service, RevisionName revision, Probe probe) {
        String path = probe.path();
        Behaviour behaviour = service.behaviour(behaviours, revision);
        boolean error = path.contains("health")
                ? behaviour.health() >= 500
                : path.contains("page") && fails(behaviour, revision);
        telemetry.answered(
                service.name.value(), pace.now(), revision, error, path.contains("page") ? behaviour.millis() : 2);
        if (path.contains("health")) {
            Behaviour.Said said = behaviour.said();
            return new Answer.Answered(behaviour.health(), said.body(), said.took(), said.headers(), probe.wanted());
        }
        if (path.contains("page")) {
            return new Answer.Answered(error ? 500 : 200, "page", Duration.ofMillis(behaviour.millis()));
        }
        String body = "{\"version\":\"" + service.version(revision) + "\",\"commit\":\"c\",\"revision\":\""
                + (behaviour.names() ? revision.value() : "") + "\"}";
        return new Answer.Answered(200, body, Duration.ofMillis(1));
    }

    /** Who answered the probes up to then, by their ids. */
    Map<String, RevisionName> answerers(Instant until) {
        Map<String, RevisionName> found = new HashMap<>();
        answerers.forEach((id, answer) -> {
            if (!answer.time().isAfter(until)) {
                found.put(id, answer.revision());
            }
        });
        return found;
    }

    void load(Duration time, int requestsPerSecond) {
        due += time.toMillis() * requestsPerSecond / 1000.0;
        for (; due >= 1; due--) {
            services.values().stream()
                    .filter(service -> service.open)
                    .forEach(service -> service.draw().ifPresent(revision -> {
                        Behaviour behaviour = service.behaviour(behaviours, revision);
                        boolean error = fails(behaviour, revision);
                        // From half to twice of what is usual, well mixed.
                        double millis = behaviour.millis()
                                * Math.pow(2, (realRequests.getOrDefault(revision, 0L) * 37 % 100) / 50.0 - 1);
                        telemetry.answered(service.name.value(), pace.now(), revision, error, millis);
                    }));
        }
    }

    private boolean fails(Behaviour behaviour, RevisionName revision) {
        long seen = realRequests.merge(revision, 1L, Long::sum);
        return behaviour.errorPercent() > 0 && seen % (100 / behaviour.errorPercent()) == 0;
    }
}
