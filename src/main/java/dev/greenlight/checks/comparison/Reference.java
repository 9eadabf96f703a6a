package dev.greenlight.checks.comparison;

import dev.greenlight.checks.baseline.Baseline;
import dev.greenlight.checks.history.Changes;

/** What the findings of a run are compared with. */
public sealed interface Reference {
    /** Nothing: every finding counts. */
    record Nothing() implements Reference {}

    /**
     * The findings of an earlier run.
     *
     * @param name the file that they are in, for a person
     * @param changes what became of files since; none when git does not know the earlier commit
     */
    record Earlier(Baseline baseline, String name, Changes changes) implements Reference {}

    /**
     * A tree that has still to be checked.
     *
     * @param commit whose tree
     * @param words how it is called before a person
     * @param changes what became of files since
     */
    record Tree(String commit, String words, Changes changes) implements Reference {}
}
