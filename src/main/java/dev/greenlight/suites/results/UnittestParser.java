package dev.greenlight.suites.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the closing lines of Python's unittest, which Django's test command ends with. It is the report of a suite that writes no XML.
 *
 * @see <a href="https://docs.python.org/3/library/unittest.html#unittest.TextTestRunner">the runner that prints them</a>
 */
final class UnittestParser {
    private static final Pattern RAN = Pattern.compile("Ran ([0-9]{1,7}) tests? in [0-9.]+s");
    private static final Pattern VERDICT = Pattern.compile("(OK|FAILED|NO TESTS RAN)(?: \\((.*)\\))?");
    private static final Pattern SKIPPED = Pattern.compile("skipped=([0-9]{1,7})");
    private static final Pattern BAD = Pattern.compile("(FAIL|ERROR|UNEXPECTED SUCCESS): (.+)");

    private UnittestParser() {}

    /** The tally of the last run in the log; empty when there is none, or when it was cut off before its verdict. */
    static Optional<Tally> parse(String log) {
        Optional<Tally> found = Optional.empty();
        int ran = -1;
        List<Tally.FailedTest> failed = new ArrayList<>();
        for (String line : log.lines().map(String::strip).toList()) {
            Matcher count = RAN.matcher(line);
            Matcher bad = BAD.matcher(line);
            Matcher verdict = VERDICT.matcher(line);
            if (bad.matches()) {
                failed.add(new Tally.FailedTest(
                        bad.group(2), "it failed; the suite's log tells why", Optional.empty(), 0));
            } else if (count.matches()) {
                ran = Integer.parseInt(count.group(1));
            } else if (ran >= 0 && verdict.matches()) {
                found = Optional.of(tally(ran, verdict, failed));
                ran = -1;
                failed.clear();
            }
        }
        return found;
    }

    private static Tally tally(int ran, Matcher verdict, List<Tally.FailedTest> failed) {
        Matcher skipped = SKIPPED.matcher(Optional.ofNullable(verdict.group(2)).orElse(""));
        int left = skipped.find() ? Integer.parseInt(skipped.group(1)) : 0;
        List<Tally.FailedTest> named = verdict.group(1).equals("FAILED") && failed.isEmpty() && ran > 0
                ? List.of(new Tally.FailedTest("a test", "the log does not name it", Optional.empty(), 0))
                : failed;
        // Errors outside any test, as in a class's preparation, are named without being counted as run.
        return new Tally(Math.max(ran, Math.max(left, named.size())), left, named);
    }
}
