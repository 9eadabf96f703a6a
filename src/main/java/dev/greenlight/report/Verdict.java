package dev.greenlight.report;

import java.util.List;

/** What a run comes to. A run whose checks did not all speak never passes. */
public sealed interface Verdict {
    /** Every check ran and none objects. */
    record Passed() implements Verdict {}

    /**
     * At least one check objects, or did not run to its end.
     *
     * @param reasons one sentence each, gravest first; at least one
     */
    record Failed(List<String> reasons) implements Verdict {
        public Failed {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a failed verdict says why");
            }
        }
    }

    /**
     * Something outside broke the work off half-way: what was done is told, and a person has to look. Exit code 3.
     *
     * @param reasons what happened and what to do about it, one sentence each, gravest first; at least one
     */
    record Broken(List<String> reasons) implements Verdict {
        public Broken {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a broken verdict says why");
            }
        }
    }

    /** A verdict that fails when there is any reason, and passes when there is none. */
    static Verdict of(List<String> reasons) {
        return reasons.isEmpty() ? new Passed() : new Failed(reasons);
    }
}
