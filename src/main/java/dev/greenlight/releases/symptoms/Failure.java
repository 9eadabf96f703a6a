package dev.greenlight.releases.symptoms;

import dev.greenlight.releases.evidence.LogLine;
import java.util.List;

/**
 * What is known of a failed step.
 *
 * @param where what failed
 * @param reason why, in the words of whoever noticed; Cloud Run's conditions are among them
 * @param answers what probes got, one line each
 * @param lines the log of what failed, oldest first
 */
public record Failure(Whereabouts where, String reason, List<String> answers, List<LogLine> lines) {
    public Failure {
        answers = List.copyOf(answers);
        lines = List.copyOf(lines);
    }
}
