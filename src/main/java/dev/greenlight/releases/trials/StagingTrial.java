package dev.greenlight.releases.trials;

import dev.greenlight.process.Tail;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.Step;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.steps.StepEnding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the project's own tests against the new revisions at their own addresses. Changes nothing in the cloud: a release that was killed meanwhile
 * runs them again.
 */
public final class StagingTrial {
    private static final int SHOWN = 20;

    private final Scene scene;
    private final ReleasePlan plan;
    private final Collection<Standing> services;
    private final Tester tester;

    /** @param services all of the release, the new revisions of which are there */
    public StagingTrial(Scene scene, ReleasePlan plan, Collection<Standing> services, Tester tester) {
        this.scene = scene;
        this.plan = plan;
        this.services = services;
        this.tester = tester;
    }

    /** @param shown the service that stands for all */
    public StepEnding hold(Standing shown, Step.TestStaging step) {
        StagingVariables variables = new StagingVariables(scene, plan.version(), step.tests());
        for (Standing service : services) {
            if (!variables.describe(service, service == shown)) {
                return StepEnding.Failed.of(
                        "Cloud Run gave the new revision of " + service.name() + " no address of its own",
                        new Trail.None());
            }
        }
        Deque<String> last = new ArrayDeque<>();
        TestRun run = tester.run(step.tests(), variables.all(), line -> {
            scene.progress().quote("staging tests | " + line);
            last.addLast(line);
            if (last.size() > SHOWN) {
                last.removeFirst();
            }
        });
        return ending(run, shown, step.tests(), Tail.of(String.join("\n", last), SHOWN));
    }

    private static StepEnding ending(TestRun run, Standing shown, StagingTests tests, List<String> last) {
        Trail trail = new Trail.OfRevision(shown.name(), shown.plan().green().name());
        return switch (run) {
            case TestRun.Passed(Duration took) ->
                new StepEnding.Done(
                        "they passed in " + seconds(took) + " s"
                                + last.reversed().stream()
                                        .limit(1)
                                        .map(line -> "; their last line: " + line)
                                        .findFirst()
                                        .orElse(""),
                        Map.of("seconds", took.toMillis() / 1000.0, "exitCode", 0));
            case TestRun.Failed(int code, Duration took) ->
                failed(
                        "they failed: exit code " + code + " after " + seconds(took) + " s",
                        last,
                        trail,
                        Map.of("seconds", took.toMillis() / 1000.0, "exitCode", code));
            case TestRun.TimedOut(Duration limit) ->
                failed(
                        "they were stopped after " + seconds(limit)
                                + " s, the limit that release.staging-tests.within sets",
                        last,
                        trail,
                        Map.of("seconds", limit.toMillis() / 1000.0));
            case TestRun.NotStarted(String why) ->
                failed(
                        "they could not be started (" + tests.command().getFirst()
                                + tests.image().map(image -> " in " + image).orElse("") + "): " + why,
                        last,
                        new Trail.None(),
                        Map.of());
        };
    }

    private static StepEnding failed(String words, List<String> last, Trail trail, Map<String, Object> numbers) {
        return new StepEnding.Failed(
                "the project's own tests did not pass: " + words,
                last.stream().map(line -> "staging tests: " + line).toList(),
                trail,
                numbers);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
