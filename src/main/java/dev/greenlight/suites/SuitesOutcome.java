package dev.greenlight.suites;

import java.util.List;
import java.util.Optional;

/**
 * How all suites of a stack ended.
 *
 * @param results one for every suite that was asked for
 * @param trouble why the stack as a whole did not come up
 */
public record SuitesOutcome(List<SuiteResult> results, Optional<Trouble> trouble) {
    public SuitesOutcome {
        results = List.copyOf(results);
    }

    /**
     * The stack did not come up.
     *
     * @param stage what was being done, such as {@code build the images}
     * @param why in a few words
     * @param output all that was printed meanwhile
     */
    public record Trouble(String stage, String why, String output) {}
}
