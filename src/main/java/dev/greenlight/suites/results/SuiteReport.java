package dev.greenlight.suites.results;

import java.util.OptionalDouble;

/** What the files that a suite left behind say together. */
public sealed interface SuiteReport {
    /**
     * Its tests were counted.
     *
     * @param coverage percent of lines, 0 to 100, when the suite measured it
     */
    record Counted(Tally tally, OptionalDouble coverage) implements SuiteReport {}

    /** There is no report, or one that cannot be relied on. */
    record Unusable(String why) implements SuiteReport {}

    default Tally tally() {
        return this instanceof Counted counted ? counted.tally : Tally.NOTHING;
    }

    default OptionalDouble coverage() {
        return this instanceof Counted counted ? counted.coverage : OptionalDouble.empty();
    }
}
