package dev.greenlight.releases.run;

import dev.greenlight.releases.evidence.LogLine;
import dev.greenlight.releases.evidence.Trail;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.StepEnding;
import dev.greenlight.releases.symptoms.Veil;
import dev.greenlight.report.ExternalFailure;
import java.util.List;

/**
 * Why a release failed. What looks like a secret in foreign words is hidden.
 *
 * @param service the Cloud Run service whose step failed
 * @param reason in one sentence
 * @param answers what the last probes got
 * @param lines the last log lines of what failed, oldest first; empty when there are none
 * @param trail whose log they are
 */
public record Forensics(String service, String reason, List<String> answers, List<LogLine> lines, Trail trail) {
    private static final int MOST_LINES = 50;

    public Forensics {
        answers = List.copyOf(answers);
        lines = lines.stream()
                .map(line -> new LogLine(line.time(), line.severity(), Veil.over(line.text())))
                .toList();
    }

    /** Fetches the log of what failed. Never fails itself: that a log cannot be read is said beside the reason, since it might hold the cause. */
    static Forensics gather(Scene scene, String service, StepEnding.Failed failed) {
        // A bake watches several services and is one step.
        String at = failed.trail() instanceof Trail.OfRevision revision
                ? revision.service().value()
                : service;
        try {
            return new Forensics(at, failed.reason(), failed.answers(), lines(scene, failed), failed.trail());
        } catch (ExternalFailure e) {
            String why = String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
            String unread = failed.reason() + "; its log could not be read: " + Veil.over(why);
            return new Forensics(at, unread, failed.answers(), List.of(), failed.trail());
        } catch (RuntimeException e) {
            String unread = failed.reason() + "; its log could not be read: " + Defects.words(e);
            return new Forensics(at, unread, failed.answers(), List.of(), failed.trail());
        }
    }

    private static List<LogLine> lines(Scene scene, StepEnding.Failed failed) {
        return switch (failed.trail()) {
            case Trail.OfRevision trail ->
                scene.witnesses().logs().lastOf(trail.service(), trail.revision(), MOST_LINES);
            case Trail.OfRun trail -> scene.witnesses().logs().lastOfRun(trail.job(), trail.execution(), MOST_LINES);
            case Trail.None none -> List.of();
        };
    }
}
