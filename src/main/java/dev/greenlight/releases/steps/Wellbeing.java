package dev.greenlight.releases.steps;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.gate.WellbeingGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a service where people reach it whether it is well. */
public final class Wellbeing {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Scene scene;

    public Wellbeing(Scene scene) {
        this.scene = scene;
    }

    /** @return what is wrong with it; empty when it is well */
    public Optional<String> trouble(Place place) {
        Asking asking =
                new Asking(scene.witnesses().prober(), place.service(), place.url(), place.token(scene.identity()));
        WellbeingGate gate =
                new WellbeingGate(scene.gate().successes(), scene.gate().healthLimit());
        List<Answer> answers = new ArrayList<>();
        Instant start = scene.pace().now();
        while (true) {
            answers.add(asking.health());
            switch (gate.judge(answers, scene.pace().since(start))) {
                case Judgement.Passed passed -> {
                    return Optional.empty();
                }
                case Judgement.Failed(String words) -> {
                    return Optional.of(words);
                }
                case Judgement.Inconclusive inconclusive -> scene.pace().pause(INTERVAL);
            }
        }
    }
}
