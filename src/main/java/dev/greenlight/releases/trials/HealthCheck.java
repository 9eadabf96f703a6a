package dev.greenlight.releases.trials;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.gate.AnswerGate;
import dev.greenlight.releases.gate.Expected;
import dev.greenlight.releases.gate.HealthGate;
import dev.greenlight.releases.gate.Judgement;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Asking;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.world.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a revision without traffic at its tag's address until the health gate says yes or no, and warms it when it is yes. */
public final class HealthCheck {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int SHOWN = 5;

    private final Scene scene;
    private final String version;

    public HealthCheck(Scene scene, String version) {
        this.scene = scene;
        this.version = version;
    }

    public StepEnding check(Standing service, Step.CheckHealth step) {
        Optional<URI> address = service.existing().served().url(Tag.CANDIDATE);
        Trail trail = new Trail.OfRevision(service.name(), step.green());
        if (address.isEmpty()) {
            return StepEnding.Failed.of("Cloud Run gave the tag 'candidate' no address", trail);
        }
        Asking asking = new Asking(
                scene.witnesses().prober(),
                service.plan().service(),
                address.get(),
                service.place().token(scene.identity()));
        HealthGate gate = new HealthGate(
                scene.gate().successes(),
                scene.gate().healthLimit(),
                new Expected(step.green(), version),
                new AnswerGate(service.plan().service().answer()));
        List<HealthGate.Look> looks = new ArrayList<>();
        Instant start = scene.pace().now();
        while (true) {
            looks.add(new HealthGate.Look(asking.health(), asking.version()));
            switch (gate.judge(looks, scene.pace().since(start))) {
                case Judgement.Passed(String words) -> {
                    Map<String, Object> numbers =
                            numbers(gate, looks, scene.pace().since(start), address.get());
                    return warmed(service, asking, words, numbers);
                }
                case Judgement.Failed(String words) -> {
                    return new StepEnding.Failed(
                            "its health check failed: " + words + hint(looks),
                            answers(gate, looks),
                            trail,
                            numbers(gate, looks, scene.pace().since(start), address.get()));
                }
                case Judgement.Inconclusive inconclusive -> scene.pace().pause(INTERVAL);
            }
        }
    }

    /** What is answered meanwhile is told and decides nothing: it is not what a user would ask for. */
    private StepEnding warmed(Standing service, Asking asking, String words, Map<String, Object> numbers) {
        List<Answer> answers = new WarmUp(scene.pace()).ask(asking);
        List<Answer> bad = answers.stream().filter(answer -> !answer.good()).toList();
        if (!bad.isEmpty()) {
            scene.progress()
                    .warn(service.name() + ": " + bad.size() + " of " + answers.size()
                            + " answers were not good when it was asked by " + WarmUp.AT_ONCE
                            + " at once to warm it; the last: " + bad.getLast().words());
        }
        Map<String, Object> more = new LinkedHashMap<>(numbers);
        more.put("warmUp", Map.of("requests", answers.size(), "good", answers.size() - bad.size()));
        return new StepEnding.Done(words + "; warmed by " + answers.size() + " requests", more);
    }

    private static Map<String, Object> numbers(
            HealthGate gate, List<HealthGate.Look> looks, Duration took, URI address) {
        return Map.of(
                "probes", looks.size(),
                "good",
                        looks.stream()
                                .filter(look -> gate.trouble(look).isEmpty())
                                .count(),
                "seconds", took.toMillis() / 1000.0,
                "address", address.toString());
    }

    private static String hint(List<HealthGate.Look> looks) {
        return looks.getLast().health() instanceof Answer.Answered answered && answered.status() == 400
                ? "; Django answers 400 when ALLOWED_HOSTS does not allow the host of the tag's address"
                : "";
    }

    private static List<String> answers(HealthGate gate, List<HealthGate.Look> looks) {
        return looks.subList(Math.max(0, looks.size() - SHOWN), looks.size()).stream()
                .map(look -> "health: "
                        + (gate.answers().trouble(look.health()).isEmpty()
                                ? look.health().words()
                                : gate.answers().trouble(look.health()))
                        + look.version()
                                .map(answer -> "; version: " + answer.words())
                                .orElse(""))
                .toList();
    }
}
