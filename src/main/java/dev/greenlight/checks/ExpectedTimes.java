package dev.greenlight.checks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How long a check is expected to take, so that the longest begins first and no core waits for it at the end. */
public interface ExpectedTimes {
    /** Of the check. A wrong answer costs time and nothing else. */
    Duration of(PlannedCheck check);

    /**
     * The one that the others make room for, since all wait for it in the end: the longest. What made room for another one took longer than it
     * would have, so that a lead of less than half decides nothing against what is usual.
     *
     * @param plan not empty
     */
    default PlannedCheck urgent(List<PlannedCheck> plan) {
        Duration longest =
                plan.stream().map(this::of).max(Comparator.naturalOrder()).orElseThrow();
        return plan.stream()
                .filter(check -> of(check).multipliedBy(3).compareTo(longest.multipliedBy(2)) >= 0)
                .max(Comparator.comparing(USUAL::of))
                .orElseThrow();
    }

    /** What the tools take on a project of some hundred files, where nothing better is known. */
    ExpectedTimes USUAL = check -> Usual.SECONDS.containsKey(check.tool())
            ? Duration.ofSeconds(Usual.SECONDS.get(check.tool()))
            : Duration.ofSeconds(1);

    /** The measured seconds of the slower tools. */
    final class Usual {
        private static final Map<String, Integer> SECONDS =
                Map.of("eslint", 8, "tsc", 6, "pip-audit", 5, "npm-audit", 4, "flake8", 3, "bandit", 3, "safety", 2);

        private Usual() {}
    }
}
