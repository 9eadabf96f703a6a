package dev.greenlight.releases.plan;

import dev.greenlight.releases.Sample;
import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.turns.Circumstances;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.Readiness;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.Served;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.secrets.SecretVersion;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Worlds for planners. A revision {@code app-api-v1-b} was released as v1 and is blue; {@code -g} is green. */
final class Worlds {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** Somebody who is not at work any more. */
    static final Owner ENDED = new Owner("run 8");

    static final Circumstances UNASKED = new Circumstances(NOON, Map.of(ENDED, new Liveness.Ended()), Map.of());

    private Worlds() {}

    static RevisionName name(String text) {
        return new RevisionName(text);
    }

    /** All traffic to one revision, tags as {@code blue=app-api-v1-b}. */
    static Traffic all(String revision, String... tags) {
        return new Traffic(
                Traffic.all(name(revision)).shares(),
                Arrays.stream(tags)
                        .map(tag -> tag.split("=", 2))
                        .collect(Collectors.toMap(pair -> new Tag(pair[0]), pair -> name(pair[1]))));
    }

    static View view(String service, Traffic served, Journal journal, String... revisions) {
        return view(state(service, served, served, journal), true, revisions);
    }

    static View view(ServiceState state, boolean open, String... revisions) {
        return new View(
                Optional.of(state),
                Arrays.stream(revisions).map(Worlds::revision).toList(),
                open);
    }

    static ServiceState state(String service, Traffic wished, Traffic served, Journal journal) {
        return new ServiceState(
                new ServiceName(service),
                Optional.of(URI.create("https://" + service + ".test")),
                new ServiceState.Mark("e", 7),
                Optional.of(wished),
                new Served(Optional.of(served), Map.of()),
                journal.writtenTo(Map.of()),
                new Readiness(true, List.of(), Optional.empty(), Optional.empty()));
    }

    static RevisionState revision(String text) {
        String[] parts = text.split("-", -1);
        Map<String, String> notes = new HashMap<>();
        if (parts.length == 4) {
            notes.put(Keys.VERSION, parts[2]);
            notes.put(Keys.COLOUR, parts[3].equals("b") ? "blue" : "green");
        }
        String image = Sample.image(text.startsWith("app-web") ? "frontend" : "backend", "v1")
                .toString();
        return new RevisionState(name(text), image, notes, !text.contains("broken"), List.of(), NOON);
    }

    /** A journal of good releases, oldest first. */
    static Journal good(String... revisions) {
        Journal journal = Journal.EMPTY;
        for (String revision : revisions) {
            journal = journal.released(
                    new Good(name(revision), revision.split("-", -1)[2], "image", NOON, new Owner("run")));
        }
        return journal;
    }

    /** Both services are on v1, blue. */
    static Snapshot settled() {
        return snapshot(
                view("app-api", all("app-api-v1-b", "blue=app-api-v1-b"), good("app-api-v1-b"), "app-api-v1-b"),
                view("app-web", all("app-web-v1-b", "blue=app-web-v1-b"), good("app-web-v1-b"), "app-web-v1-b"));
    }

    static Snapshot snapshot(View api, View web) {
        return snapshot(api, web, Sample.VERSIONS);
    }

    static Snapshot snapshot(View api, View web, List<SecretVersion> secrets) {
        Set<ImageReference> images = Stream.of("v1", "v2", "v3")
                .flatMap(version -> Stream.of(Sample.image("backend", version), Sample.image("frontend", version)))
                .collect(Collectors.toSet());
        return new Snapshot(Map.of("backend", api, "frontend", web), images, Map.of("db", secrets), UNASKED);
    }
}
