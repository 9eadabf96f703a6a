package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.engine.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Two lanes, and cases that are run on them, two at a time. */
final class Sweep implements AutoCloseable {
    private static final int LANES = 2;
    private static final int PORTS = 500;

    private final List<Lane> lanes = new ArrayList<>();

    /** @param workloads what the services of a lane run on; asked once for each lane */
    Sweep(Path folder, int firstServicePort, Supplier<Workloads> workloads) throws IOException, InterruptedException {
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane(folder.resolve("lane-" + i), firstServicePort + PORTS * i, workloads.get()));
        }
    }

    /** The writes that an undisturbed run makes. */
    List<Effect> effects(Scenario scenario) throws IOException {
        Lane lane = lanes.getFirst();
        Trial trial = lane.trial();
        scenario.prepare(trial);
        List<String> counted = new ArrayList<>(List.of("*"));
        counted.addAll(Effect.READS);
        counted.addAll(Effect.WRITES);
        lane.faults(counted.stream()
                .map(method -> "{on: \"" + method + "\", latency: 0ms}")
                .toList());
        Ended ended = undisturbed(scenario, trial);
        JsonNode rules = lane.get("/_faults").path("rules");
        lane.calm();
        assertThat(ended.code()).as(ended.output()).isEqualTo(scenario.code());
        assertThat(trial.footing().faults()).isEmpty();

        List<Effect> effects = new ArrayList<>();
        long reads = 0;
        for (int i = 1; i < counted.size(); i++) {
            long seen = rules.at("/" + i + "/seen").asLong();
            if (i > Effect.READS.size()) {
                for (long call = 1; call <= seen; call++) {
                    effects.add(new Effect(counted.get(i), call));
                }
            } else {
                reads += seen;
            }
        }
        assertThat(rules.at("/0/seen").asLong())
                .as("every call is a known read or write")
                .isEqualTo(reads + effects.size());
        return effects;
    }

    private static Ended undisturbed(Scenario scenario, Trial trial) throws IOException {
        Optional<Sampler> load = scenario.serves() ? Optional.of(new Sampler(trial.url())) : Optional.empty();
        try {
            Ended ended = trial.here("anna", scenario.line(trial));
            assertThat(ended.output()).contains(scenario.words());
            return ended;
        } finally {
            load.ifPresent(Sampler::close);
        }
    }

    /** Runs the cases and says in a line what they were. */
    void check(String what, List<Case> cases) throws InterruptedException {
        Instant start = Instant.now();
        Map<Case, Verdict> verdicts = run(cases);
        Map<String, List<String>> wrong = new TreeMap<>();
        verdicts.forEach((each, verdict) -> {
            if (!verdict.faults().isEmpty()) {
                wrong.put(each.toString(), verdict.faults());
            }
        });
        System.out.println("Sweep: " + what + ": " + cases.size() + " cases of "
                + cases.stream().map(Case::effect).distinct().count() + " effects, "
                + cases.stream().filter(each -> each.mishap().kills()).count() + " of them kills, "
                + verdicts.values().stream().filter(Verdict::aborted).count() + " aborted, "
                + wrong.size() + " failed, "
                + Duration.between(start, Instant.now()).toSeconds() + " s");
        assertThat(cases).isNotEmpty();
        assertThat(verdicts).hasSameSizeAs(cases);
        assertThat(wrong.keySet()).as(wrong.toString()).isEmpty();
    }

    private Map<Case, Verdict> run(List<Case> cases) throws InterruptedException {
        Queue<Case> waiting = new ConcurrentLinkedQueue<>(cases);
        Map<Case, Verdict> verdicts = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (Lane lane : lanes) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (Case next = waiting.poll(); next != null; next = waiting.poll()) {
                    Verdict verdict = verdict(next, lane);
                    verdicts.put(next, verdict);
                    if (!verdict.faults().isEmpty()) {
                        System.out.println("Sweep: FAILED: " + next + ": " + verdict.faults());
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return verdicts;
    }

    private static Verdict verdict(Case each, Lane lane) {
        try {
            return each.run(lane);
        } catch (Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return new Verdict(false, List.of(trace.toString()));
        }
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
