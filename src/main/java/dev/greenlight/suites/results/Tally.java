package dev.greenlight.suites.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a suite's report says.
 *
 * @param tests tests named in the report, whether or not they ran
 * @param skipped those that did not run
 * @param failed those that failed or broke
 */
public record Tally(int tests, int skipped, List<FailedTest> failed) {
    /** A suite that reported nothing. */
    public static final Tally NOTHING = new Tally(0, 0, List.of());

    /**
     * A test that did not pass.
     *
     * @param name the test's name with its class or file
     * @param message why, never blank
     * @param file where it is defined, as the suite names it
     * @param line from 1; 0 when unknown
     */
    public record FailedTest(String name, String message, Optional<String> file, int line) {}

    public Tally {
        failed = List.copyOf(failed);
        if (tests < 0 || skipped < 0 || skipped > tests || failed.size() > tests) {
            throw new IllegalArgumentException("a tally counts each test once");
        }
    }

    /** Tests that were really run. */
    public int executed() {
        return tests - skipped;
    }

    /** Both reports as one. */
    public Tally plus(Tally other) {
        List<FailedTest> all = new ArrayList<>(failed);
        all.addAll(other.failed);
        return new Tally(tests + other.tests, skipped + other.skipped, all);
    }
}
