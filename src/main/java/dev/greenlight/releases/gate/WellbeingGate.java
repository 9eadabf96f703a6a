package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Answer;
import java.time.Duration;
import java.util.List;

/**
 * Whether the public finds a service well: several good answers in a row say yes, as many bad ones no, and a mixture that lasts is no, too.
 *
 * @param answers how many in a row decide
 * @param limit how long it may take
 */
public record WellbeingGate(int answers, Duration limit) {
    /** @param given so far, oldest first */
    public Judgement judge(List<Answer> given, Duration elapsed) {
        List<Answer> last = given.subList(Math.max(0, given.size() - answers), given.size());
        long good = last.stream().filter(Answer::good).count();
        if (last.size() == answers && good == answers) {
            return new Judgement.Passed(answers + " good answers in a row");
        }
        String words = last.stream()
                .filter(answer -> !answer.good())
                .reduce((one, two) -> two)
                .map(answer -> "the health path answered " + answer.words())
                .orElse("it has not been asked often enough");
        if (last.size() == answers && good == 0) {
            return new Judgement.Failed(answers + " bad answers in a row; the last: " + words);
        }
        return elapsed.compareTo(limit) >= 0
                ? new Judgement.Failed(
                        "after " + limit.toSeconds() + " s never " + answers + " good answers in a row: " + words)
                : new Judgement.Inconclusive(words);
    }
}
