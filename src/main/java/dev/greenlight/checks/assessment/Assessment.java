package dev.greenlight.checks.assessment;

import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.WaiverReview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All findings of a run and how they stand.
 *
 * @param all in the order in which they were found
 * @param waivers what is to be said of the waivers
 * @param comparison what the findings were compared with; empty without a baseline
 */
public record Assessment(List<Assessed> all, WaiverReview waivers, Optional<Comparison> comparison) {
    /** Nothing was found and nothing waived. */
    public static final Assessment NOTHING =
            new Assessment(List.of(), new WaiverReview(List.of(), List.of(), List.of(), List.of()), Optional.empty());

    public Assessment {
        all = List.copyOf(all);
    }

    /**
     * Puts together what is known of each finding.
     *
     * @param marks one for every finding, in their order
     * @param review its rulings likewise
     */
    public static Assessment of(
            List<Finding> findings, List<Mark> marks, WaiverReview review, Optional<Comparison> comparison) {
        List<Assessed> all = new ArrayList<>(findings.size());
        Map<Mark, Integer> seen = new HashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            Mark mark = marks.get(i);
            int index = i;
            boolean fresh = comparison.map(with -> with.fresh().get(index)).orElse(true);
            all.add(new Assessed(
                    findings.get(i),
                    mark,
                    seen.merge(mark, 1, Integer::sum),
                    fresh,
                    review.rulings().get(i)));
        }
        return new Assessment(all, review, comparison);
    }

    /** How many there are of a kind. */
    public int count(Predicate<Assessed> kind) {
        return (int) all.stream().filter(kind).count();
    }

    /** How many there are of a severity, whether or not they count. */
    public int count(Severity severity) {
        return count(one -> one.finding().severity() == severity);
    }
}
