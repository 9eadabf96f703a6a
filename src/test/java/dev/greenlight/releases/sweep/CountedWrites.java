package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How many writes of the API one release makes. */
final class CountedWrites {
    /** The new revision without traffic, all traffic to it, the record: each rests on what was seen after the one before. */
    private static final int LEAST_WRITES = 3;

    private static final int MORE_WRITES = 2;

    private final Path folder;
    private final Limits limits;

    CountedWrites(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    void measure() throws Exception {
        try (Lane lane = new Lane(folder.resolve("writes"), 28_000, Application.workloads())) {
            Trial trial = Quick.trial(lane, "localhost:5000/dreams/images");
            Quick.must(trial.deploy("v1"), "the first release");
            List<String> counted = new ArrayList<>(Effect.WRITES);
            lane.faults(counted.stream()
                    .map(method -> "{on: \"" + method + "\", latency: 0ms}")
                    .toList());
            Quick.must(trial.deploy("v2"), "the second release");
            JsonNode rules = lane.get("/_faults").path("rules");
            lane.calm();
            long writes = 0;
            List<String> which = new ArrayList<>();
            for (int i = 0; i < counted.size(); i++) {
                long seen = rules.at("/" + i + "/seen").asLong();
                writes += seen;
                if (seen > 0) {
                    which.add(seen + " " + counted.get(i));
                }
            }
            Limits.say("Writes of a release of one service from 0 to 100 %%, without a migration: %s", which);
            limits.limit(
                    "API writes (the protocol's minimum is " + LEAST_WRITES + ")",
                    writes,
                    LEAST_WRITES + MORE_WRITES,
                    "");
        }
    }
}
