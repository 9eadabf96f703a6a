package dev.greenlight.releases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every effect of a release and of a rollback, and everything that can befall it. With {@code -Dsweep=full} all combinations are run, otherwise
 * a choice with every effect and every mishap in it.
 */
@SuppressWarnings("NullAway.Init")
class ReleaseSweepCloudIT {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));

    private static final List<Mishap> OTHERS =
            List.of(Mishap.RESET, Mishap.CONFLICT, Mishap.TOO_MANY_REQUESTS, Mishap.UNAVAILABLE);

    @TempDir
    Path folder;

    private final List<Lane> lanes = new ArrayList<>();

    @BeforeEach
    void open() throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            lanes.add(new Lane(folder.resolve("lane-" + i), 24_000 + 500 * i));
        }
    }

    @AfterEach
    void close() {
        lanes.forEach(Lane::close);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void whatever_happens_at_whichever_effect_it_ends_well(Scenario scenario) throws Exception {
        List<Effect> effects = effects(scenario);
        List<Case> cases = FULL ? all(scenario, effects) : chosen(scenario, effects);
        Instant start = Instant.now();

        Map<String, List<String>> wrong = run(cases);

        System.out.println("Sweep: " + scenario + ": " + cases.size() + " cases of " + effects.size() + " effects, "
                + cases.stream().filter(each -> each.mishap().kills()).count() + " of them kills, "
                + wrong.size() + " failed, "
                + Duration.between(start, Instant.now()).toSeconds() + " s; " + effects);
        assertThat(wrong.keySet()).as(wrong.toString()).isEmpty();
    }

    @Test
    void a_release_makes_seven_writes_and_a_rollback_one() throws Exception {
        assertThat(effects(Scenario.RELEASE))
                .extracting(Effect::toString)
                .containsExactly(
                        "run.services.patch 1",
                        "run.services.patch 2",
                        "run.services.patch 3",
                        "run.services.patch 4",
                        "run.services.patch 5",
                        "run.jobs.patch 1",
                        "run.jobs.run 1");
        assertThat(effects(Scenario.ROLLBACK)).extracting(Effect::toString).containsExactly("run.services.patch 1");
    }

    /** The writes that an undisturbed run makes. */
    private List<Effect> effects(Scenario scenario) throws IOException {
        Lane lane = lanes.getFirst();
        Trial trial = lane.trial();
        scenario.prepare(trial);
        List<String> counted = new ArrayList<>(List.of("*"));
        counted.addAll(Effect.READS);
        counted.addAll(Effect.WRITES);
        lane.faults(counted.stream()
                .map(method -> "{on: \"" + method + "\", latency: 0ms}")
                .toList());
        Ended ended = trial.here("anna", scenario.line(trial));
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

    private static List<Case> all(Scenario scenario, List<Effect> effects) {
        List<Case> cases = new ArrayList<>();
        for (Effect effect : effects) {
            for (Mishap mishap : Mishap.values()) {
                boolean process = mishap == Mishap.KILLED_BEFORE && effect.call() == 1;
                cases.add(new Case(
                        scenario, effect, mishap, process ? Case.Rescue.AGAIN_IN_A_PROCESS : Case.Rescue.AGAIN));
                if (mishap.kills() && scenario.leadsBack()) {
                    cases.add(new Case(scenario, effect, mishap, Case.Rescue.ROLLBACK));
                }
            }
        }
        return cases;
    }

    /** Every effect is killed before and after, once followed by the same again and once by a rollback, and suffers two other mishaps. */
    private static List<Case> chosen(Scenario scenario, List<Effect> effects) {
        List<Case> chosen = new ArrayList<>();
        for (Case each : all(scenario, effects)) {
            int number = effects.indexOf(each.effect());
            boolean back = each.rescue() == Case.Rescue.ROLLBACK;
            boolean before = each.mishap() == Mishap.KILLED_BEFORE;
            boolean turn = !scenario.leadsBack() || back == (before == (number % 2 == 0));
            // What a release has in common with another one is killed there already.
            boolean half = scenario == Scenario.RELEASE || scenario == Scenario.ROLLBACK || before == (number % 2 == 0);
            boolean other = each.mishap() == Mishap.LOST_ANSWER || each.mishap() == OTHERS.get(number % OTHERS.size());
            boolean whole = scenario == Scenario.RELEASE || scenario == Scenario.ROLLBACK;
            if (each.mishap().kills() ? turn && half : other && whole) {
                chosen.add(each);
            }
        }
        return chosen;
    }

    /** Two at a time. */
    private Map<String, List<String>> run(List<Case> cases) throws InterruptedException {
        Queue<Case> waiting = new ConcurrentLinkedQueue<>(cases);
        Map<String, List<String>> wrong = java.util.Collections.synchronizedMap(new TreeMap<>());
        List<Thread> threads = new CopyOnWriteArrayList<>();
        for (Lane lane : lanes) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (Case next = waiting.poll(); next != null; next = waiting.poll()) {
                    List<String> faults = faults(next, lane);
                    if (!faults.isEmpty()) {
                        System.out.println("Sweep: FAILED: " + next + ": " + faults);
                        wrong.put(next.toString(), faults);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return wrong;
    }

    private static List<String> faults(Case each, Lane lane) {
        try {
            return each.run(lane);
        } catch (Exception e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            return List.of(trace.toString());
        }
    }
}
