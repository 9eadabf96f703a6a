package dev.greenlight.releases.trials;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Shifting;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Watches services that have all moved, at once, for as long as a bake lasts. Each has first been noted as baking, so that whoever finds the
 * release unfinished knows what it was doing. The first that fails ends it for all.
 */
public final class Baking {
    private final Scene scene;
    private final Shifting shifting;
    private final Map<ServiceName, Standing> services;

    public Baking(Scene scene, Shifting shifting, List<Standing> services) {
        this.scene = scene;
        this.shifting = shifting;
        this.services = services.stream()
                .collect(Collectors.toMap(Standing::name, service -> service, (one, two) -> one, LinkedHashMap::new));
    }

    public StepEnding hold(Step.Bake step) {
        Map<ServiceName, Watch> open = new LinkedHashMap<>();
        for (Step.Bake.Part part : step.parts()) {
            Standing service = Objects.requireNonNull(services.get(part.service()));
            if (shifting.bake(service) instanceof StepEnding.Failed failed) {
                return failed;
            }
            open.put(part.service(), new Watch(scene, service, terms(step.time(), part)));
        }
        return watch(open);
    }

    private Terms terms(Duration time, Step.Bake.Part part) {
        ReleasePolicy.Gate gate = scene.gate();
        Duration patience = gate.observeLimit().minus(gate.observe());
        return new Terms(
                part.green(),
                "bake",
                "in the bake under all traffic",
                gate.over(time, time.plus(patience)),
                gate.observe(),
                part.budget());
    }

    private StepEnding watch(Map<ServiceName, Watch> open) {
        Duration interval = open.values().stream()
                .map(Watch::interval)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<StepEnding.Done> done = new ArrayList<>();
        while (!open.isEmpty()) {
            scene.pace().pause(interval);
            for (ServiceName name : List.copyOf(open.keySet())) {
                Optional<StepEnding> ending =
                        Objects.requireNonNull(open.get(name)).look();
                if (ending.isPresent() && ending.get() instanceof StepEnding.Failed failed) {
                    return new StepEnding.Failed(
                            name + " " + failed.reason(), failed.answers(), failed.trail(), failed.numbers());
                }
                if (ending.isPresent() && ending.get() instanceof StepEnding.Done passed) {
                    open.remove(name);
                    done.add(passed);
                }
            }
        }
        return all(done);
    }

    /** What was seen of the first, and of the others below {@code others}. */
    private static StepEnding all(List<StepEnding.Done> done) {
        Map<String, Object> numbers = new LinkedHashMap<>(done.getFirst().numbers());
        numbers.put(
                "others", done.stream().skip(1).map(StepEnding.Done::numbers).toList());
        return new StepEnding.Done(
                done.stream()
                        .map(one -> one.numbers().get("service") + ": " + one.words())
                        .collect(Collectors.joining("; ")),
                numbers);
    }
}
