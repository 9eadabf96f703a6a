package dev.greenlight.checks;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the checks come to.
 *
 * @param results one for every planned check
 * @param failOn the least grave finding that fails the run
 */
public record ChecksReport(List<CheckResult> results, Severity failOn) {
    public ChecksReport {
        results = List.copyOf(results);
    }

    /** All findings, whether or not they decide the verdict. */
    public List<Finding> findings() {
        return results.stream()
                .flatMap(result -> result.run().findings().stream())
                .toList();
    }

    /** Passed when every check ran to its end and none found anything as grave as the threshold. */
    public Verdict verdict() {
        List<String> reasons = new ArrayList<>();
        for (CheckResult result : results) {
            long grave = result.run().findings().stream()
                    .filter(finding -> finding.severity().atLeast(failOn))
                    .count();
            String of = result.tool() + " on " + result.service();
            switch (result.run()) {
                case ToolRun.Clean _ -> {}
                case ToolRun.Found _ when grave == 0 -> {}
                case ToolRun.Found _ ->
                    reasons.add("%s found %d at level %s or above"
                            .formatted(of, grave, failOn.name().toLowerCase(Locale.ROOT)));
                default -> reasons.add(of + ": " + inWords(result.run()));
            }
        }
        return Verdict.of(reasons);
    }

    /** A run in a few words, for a table. */
    static String inWords(ToolRun run) {
        return switch (run) {
            case ToolRun.Clean _ -> "clean";
            case ToolRun.Found found ->
                found.findings().size() == 1 ? "1 finding" : found.findings().size() + " findings";
            case ToolRun.Crashed crashed -> "crashed with exit code " + crashed.exitCode();
            case ToolRun.NoReport silent -> "left no usable report: " + silent.why();
            case ToolRun.Missing missing -> "is not there: " + missing.reason();
            case ToolRun.TimedOut late -> "did not end within " + late.limit().toSeconds() + " s";
            case ToolRun.Skipped skipped -> "was not run: " + skipped.reason();
            case ToolRun.PartSkipped partly -> "did not look at all: " + partly.reason();
        };
    }

    /** The run in one word, for machines. */
    private static String inOneWord(ToolRun run) {
        return switch (run) {
            case ToolRun.Clean _ -> "clean";
            case ToolRun.Found _ -> "found";
            case ToolRun.Crashed _ -> "crashed";
            case ToolRun.NoReport _ -> "no-report";
            case ToolRun.Missing _ -> "missing";
            case ToolRun.TimedOut _ -> "timed-out";
            case ToolRun.Skipped _ -> "skipped";
            case ToolRun.PartSkipped _ -> "part-skipped";
        };
    }

    public List<Section> sections() {
        StringBuilder table = new StringBuilder("| check | service | result | seconds |\n| --- | --- | --- | ---: |\n");
        List<Section> sections = new ArrayList<>();
        for (CheckResult result : results) {
            table.append("| %s | %s | %s | %.1f |\n"
                    .formatted(result.tool(), result.service(), cell(inWords(result.run())), seconds(result)));
            if (result.run() instanceof ToolRun.Crashed crashed) {
                String lines = String.join("\n", crashed.lastLines());
                sections.add(new Section(
                        "Last lines of " + result.tool() + " on " + result.service(), "````\n" + lines + "\n````"));
            }
        }
        sections.addFirst(new Section("Checks", results.isEmpty() ? "Nothing was checked." : table.toString()));
        return sections;
    }

    /** The checks for the machine-readable report. */
    public List<Map<String, Object>> data() {
        return results.stream().map(ChecksReport::data).toList();
    }

    private static Map<String, Object> data(CheckResult result) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tool", result.tool());
        data.put("service", result.service());
        data.put("result", inOneWord(result.run()));
        data.put("details", inWords(result.run()));
        data.put("findings", result.run().findings().size());
        data.put("seconds", seconds(result));
        return data;
    }

    private static double seconds(CheckResult result) {
        return result.took().toMillis() / 1000.0;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
