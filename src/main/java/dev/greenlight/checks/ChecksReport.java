package dev.greenlight.checks;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.checks.assessment.Assessment;
import dev.greenlight.checks.reports.Account;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.MarkdownText;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.Waiver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the checks come to.
 *
 * @param results one for every planned check
 * @param failOn the least grave finding that fails the run
 * @param assessment how each finding stands, in the order of the results and of their findings
 */
public record ChecksReport(List<CheckResult> results, Severity failOn, Assessment assessment) {
    public ChecksReport {
        results = List.copyOf(results);
        if (results.stream().mapToInt(result -> result.findings().size()).sum()
                != assessment.all().size()) {
            throw new IllegalArgumentException("every finding is assessed");
        }
    }

    /** Each result with its assessed findings. */
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        int from = 0;
        for (CheckResult result : results) {
            int to = from + result.findings().size();
            accounts.add(new Account(
                    result.tool(),
                    result.service(),
                    result.complete() ? "" : result.inWords(),
                    result.took(),
                    assessment.all().subList(from, to)));
            from = to;
        }
        return accounts;
    }

    /** Passed when every check ran to its end and no finding that counts is as grave as the threshold. */
    public Verdict verdict() {
        List<String> reasons = new ArrayList<>();
        String which = assessment.comparison().isPresent() ? "new " : "";
        for (Account account : accounts()) {
            long grave = account.findings().stream().filter(this::fails).count();
            String of = account.tool() + " on " + account.service();
            if (!account.complete()) {
                reasons.add(of + ": " + account.trouble());
            }
            if (grave > 0) {
                reasons.add("%s found %d %sat level %s or above".formatted(of, grave, which, level()));
            }
        }
        assessment.waivers().lapsed().stream()
                .filter(this::fails)
                .forEach(waiver -> reasons.add(
                        "the waiver in %s expired on %s and no longer covers its findings (%s); %s can renew it"
                                .formatted(waiver.place(), waiver.expires(), waiver.subject(), waiver.owner())));
        return Verdict.of(reasons);
    }

    private boolean fails(Assessed one) {
        return one.counts() && one.finding().severity().atLeast(failOn);
    }

    private boolean fails(Waiver waiver) {
        return assessment.all().stream()
                .anyMatch(one -> fails(one) && one.ruling().equals(new Ruling.Lapsed(waiver)));
    }

    private String level() {
        return failOn.name().toLowerCase(Locale.ROOT);
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
            case ToolRun.NotStarted late ->
                "was not started within " + late.limit().toSeconds() + " s, which all checks together may take";
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
            case ToolRun.NotStarted _ -> "not-started";
            case ToolRun.Skipped _ -> "skipped";
            case ToolRun.PartSkipped _ -> "part-skipped";
        };
    }

    /** The table of the checks, and the last lines of those that crashed. */
    public List<Section> sections() {
        StringBuilder table = new StringBuilder("| check | service | result | seconds |\n| --- | --- | --- | ---: |\n");
        List<Section> sections = new ArrayList<>();
        List<Account> accounts = accounts();
        for (int i = 0; i < results.size(); i++) {
            CheckResult result = results.get(i);
            String words = result.inWords() + beside(accounts.get(i));
            table.append("| %s | %s | %s | %.1f |\n"
                    .formatted(
                            MarkdownText.cell(result.tool()),
                            MarkdownText.cell(result.service()),
                            MarkdownText.cell(words),
                            seconds(result)));
            if (result.run() instanceof ToolRun.Crashed crashed) {
                // A tool that prints a fence of its own would end this one.
                String lines = String.join("\n", crashed.lastLines()).replace("```", "` ` `");
                sections.add(new Section(
                        "Last lines of " + result.tool() + " on " + result.service(), "````\n" + lines + "\n````"));
            }
        }
        sections.addFirst(new Section("Checks", results.isEmpty() ? "Nothing was checked." : table.toString()));
        return sections;
    }

    /** Why fewer findings count than there are. */
    private static String beside(Account account) {
        Map<String, Long> standings = account.findings().stream()
                .filter(one -> !one.counts())
                .collect(Collectors.groupingBy(Assessed::standing, TreeMap::new, Collectors.counting()));
        return standings.isEmpty()
                ? ""
                : standings.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
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
        data.put("details", result.inWords());
        data.put("findings", result.findings().size());
        data.put("seconds", seconds(result));
        return data;
    }

    private static double seconds(CheckResult result) {
        return result.took().toMillis() / 1000.0;
    }
}
