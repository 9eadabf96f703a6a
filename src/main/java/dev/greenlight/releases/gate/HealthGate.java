package dev.greenlight.releases.gate;

import dev.greenlight.project.HealthAnswer;
import dev.greenlight.releases.evidence.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a revision without traffic is healthy: several good answers in a row, since a container that crashes again and again answers well
 * in between.
 *
 * @param successes how many in a row
 * @param limit how long it may take
 * @param expected who must answer
 * @param answers what must be answered
 */
public record HealthGate(int successes, Duration limit, Expected expected, AnswerGate answers) {
    /** A gate that wants a 200, whatever else it says. */
    public HealthGate(int successes, Duration limit, Expected expected) {
        this(successes, limit, expected, new AnswerGate(HealthAnswer.OK));
    }

    /**
     * One look at the revision.
     *
     * @param health the answer of the health path
     * @param version the answer of the version path; empty when the service has none
     */
    public record Look(Answer health, Optional<Answer> version) {}

    /** @param looks so far, oldest first */
    public Judgement judge(List<Look> looks, Duration elapsed) {
        int row = 0;
        String trouble = "it has not been asked yet";
        for (Look look : looks) {
            String said = trouble(look);
            row = said.isEmpty() ? row + 1 : 0;
            trouble = said.isEmpty() ? trouble : said;
        }
        if (row >= successes) {
            return new Judgement.Passed(successes + " good answers in a row");
        }
        String words = row + " of " + successes + " good answers in a row; last trouble: " + trouble;
        return elapsed.compareTo(limit) >= 0
                ? new Judgement.Failed("after " + limit.toSeconds() + " s " + words)
                : new Judgement.Inconclusive(words);
    }

    /** What is wrong with it; empty when nothing is. */
    public String trouble(Look look) {
        String missed = answers.trouble(look.health());
        if (!missed.isEmpty()) {
            return "the health path gave " + missed;
        }
        if (look.version().isEmpty()) {
            return "";
        }
        Sighting seen = expected.in(look.version().get());
        return seen.of(expected.revision())
                ? ""
                : "the version path does not name " + expected.revision() + ": " + seen.words();
    }
}
