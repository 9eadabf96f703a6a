package dev.greenlight.suites;

import dev.greenlight.suites.results.SuiteReport;
import dev.greenlight.suites.results.Tally;
import java.time.Duration;

/** How a suite ended. Only {@link Passed} is good. */
public sealed interface SuiteRun {
    /** It reported at least one executed test, no failure, and exit code 0. */
    record Passed() implements SuiteRun {}

    /** Its report names failed tests. */
    record Failed(int failures) implements SuiteRun {}

    /** Its report names no failed test, yet its exit code says that something is wrong, such as too little coverage. */
    record Broken(int exitCode, String hint) implements SuiteRun {}

    /** It left no report, or one that is empty, cut off or not understood. */
    record NoReport(String why) implements SuiteRun {}

    /** Its report says that not one test was executed. */
    record NothingRan(int skipped) implements SuiteRun {}

    /** It was stopped at the time limit. */
    record TimedOut(Duration limit) implements SuiteRun {}

    /** It did not start, since what it needs did not. */
    record NotStarted(String why) implements SuiteRun {}

    /**
     * What a suite that ran to its end comes to.
     *
     * @param report what its reports say together
     * @param exitCode of its container
     * @param hint more about a bad exit code, such as lack of memory; may be empty
     */
    static SuiteRun of(SuiteReport report, int exitCode, String hint) {
        return switch (report) {
            case SuiteReport.Unusable unusable ->
                new NoReport(unusable.why() + (exitCode == 0 ? "" : "; its exit code was " + exitCode + hint));
            case SuiteReport.Counted(Tally tally, var _)
            when !tally.failed().isEmpty() -> new Failed(tally.failed().size());
            case SuiteReport.Counted _ when exitCode != 0 -> new Broken(exitCode, hint);
            case SuiteReport.Counted(Tally tally, var _) when tally.executed() == 0 -> new NothingRan(tally.skipped());
            case SuiteReport.Counted _ -> new Passed();
        };
    }
}
