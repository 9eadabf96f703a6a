package dev.greenlight.suites;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import dev.greenlight.suites.results.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the suites come to.
 *
 * @param results one for every suite
 */
public record SuitesReport(List<SuiteResult> results) {
    public SuitesReport {
        results = List.copyOf(results);
    }

    public List<Finding> findings() {
        return results.stream().flatMap(result -> result.findings().stream()).toList();
    }

    /** Passed when every suite did, and there is one. */
    public Verdict verdict() {
        List<String> reasons = new ArrayList<>(results.stream()
                .filter(result -> !(result.run() instanceof SuiteRun.Passed))
                .map(result -> result.suite() + ": " + inWords(result.run()))
                .toList());
        if (results.isEmpty()) {
            reasons.add("no suite was run");
        }
        return Verdict.of(reasons);
    }

    /** All suites' tests. */
    public Tally total() {
        return results.stream().map(result -> result.report().tally()).reduce(Tally.NOTHING, Tally::plus);
    }

    /** Percent of covered lines, by suite that measured it. */
    public Map<String, Double> coverage() {
        Map<String, Double> coverage = new TreeMap<>();
        results.forEach(
                result -> result.report().coverage().ifPresent(percent -> coverage.put(result.suite(), percent)));
        return coverage;
    }

    public List<Section> sections() {
        StringBuilder table = new StringBuilder(
                "| suite | result | tests | failed | skipped | lines covered | seconds |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
        List<Section> sections = new ArrayList<>();
        for (SuiteResult result : results) {
            Tally tally = result.report().tally();
            String covered = result.report().coverage().isPresent()
                    ? result.report().coverage().getAsDouble() + " %"
                    : "–";
            table.append("| %s | %s | %d | %d | %d | %s | %.1f |\n"
                    .formatted(
                            result.suite(),
                            inWords(result.run()).replace("|", "\\|").replace("\n", " "),
                            tally.tests(),
                            tally.failed().size(),
                            tally.skipped(),
                            covered,
                            seconds(result)));
            if (!result.lastLines().isEmpty()) {
                sections.add(new Section(
                        "Last lines of " + result.suite(),
                        "````\n" + String.join("\n", result.lastLines()) + "\n````"));
            }
        }
        sections.addFirst(new Section("Suites", table.toString()));
        return sections;
    }

    /** The suites for the machine-readable report. */
    public List<Map<String, Object>> data() {
        return results.stream().map(SuitesReport::data).toList();
    }

    private static Map<String, Object> data(SuiteResult result) {
        Tally tally = result.report().tally();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("suite", result.suite());
        data.put("result", result.run() instanceof SuiteRun.Passed ? "passed" : "failed");
        data.put("details", inWords(result.run()));
        data.put("tests", tally.tests());
        data.put("failures", tally.failed().size());
        data.put("skipped", tally.skipped());
        result.report().coverage().ifPresent(percent -> data.put("coverage", percent));
        data.put("seconds", seconds(result));
        return data;
    }

    private static String inWords(SuiteRun run) {
        return switch (run) {
            case SuiteRun.Passed _ -> "passed";
            case SuiteRun.Failed failed ->
                failed.failures() == 1 ? "1 test failed" : failed.failures() + " tests failed";
            case SuiteRun.Broken broken ->
                "every test passed, but it ended with exit code " + broken.exitCode() + broken.hint();
            case SuiteRun.NoReport silent -> "no report: " + silent.why();
            case SuiteRun.NothingRan none ->
                "not one test was executed" + (none.skipped() == 0 ? "" : ", " + none.skipped() + " were skipped");
            case SuiteRun.TimedOut late -> "did not end within " + late.limit().toSeconds() + " s";
            case SuiteRun.NotStarted absent -> "did not start: " + absent.why();
        };
    }

    private static double seconds(SuiteResult result) {
        return result.took().toMillis() / 1000.0;
    }
}
