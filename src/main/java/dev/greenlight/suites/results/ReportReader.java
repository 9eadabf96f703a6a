package dev.greenlight.suites.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Makes one report of the files that a suite left behind, and of its log where it left none. Pure. */
public final class ReportReader {
    private static final Pattern MEANT_AS_REPORT =
            Pattern.compile("(?i)(.*junit.*|test-.*|.*test-?results?.*|tests?)\\.xml");

    /**
     * A file that a suite left.
     *
     * @param name without folder
     * @param text its whole text; may be empty
     */
    public record LeftFile(String name, String text) {}

    private ReportReader() {}

    /**
     * @param files in any order; those that are no report of a known kind are passed over
     * @param log all that the suite printed
     */
    public static SuiteReport read(List<LeftFile> files, String log) {
        Optional<Tally> tally = Optional.empty();
        OptionalDouble coverage = OptionalDouble.empty();
        for (LeftFile file : files) {
            Optional<Tally> tests = JUnitParser.parse(file.text());
            OptionalDouble lines = CoverageParser.parse(file.text());
            if (tests.isPresent()) {
                tally = Optional.of(tally.orElse(Tally.NOTHING).plus(tests.get()));
            } else if (lines.isPresent()) {
                coverage = coverage.isPresent() ? coverage : lines;
            } else if (MEANT_AS_REPORT.matcher(file.name()).matches()) {
                return new SuiteReport.Unusable(
                        file.name() + (file.text().isBlank() ? " is empty" : " is not whole JUnit XML"));
            }
        }
        OptionalDouble measured = coverage;
        return tally.or(() -> UnittestParser.parse(log))
                .<SuiteReport>map(counted -> new SuiteReport.Counted(counted, measured))
                .orElseGet(() -> new SuiteReport.Unusable(
                        "it left no JUnit XML, neither in its container nor in a folder mounted from the workspace"));
    }
}
