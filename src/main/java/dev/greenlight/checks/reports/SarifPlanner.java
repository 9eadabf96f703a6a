package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses what of a run goes into a SARIF file, within what GitHub accepts; beyond that it refuses the file as a whole.
 *
 * @see <a href="https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit">The limits</a>
 */
public final class SarifPlanner {
    /** Runs, one for each tool. */
    static final int MOST_RUNS = 20;
    /** Results, and rules, of a run. */
    static final int MOST_RESULTS = 25_000;

    private static final Comparator<Assessed> COUNTING_FIRST =
            Comparator.comparing(Assessed::counts, Comparator.reverseOrder());
    private static final Comparator<Assessed> GRAVEST =
            Comparator.comparing((Assessed one) -> one.finding().severity());
    private static final Comparator<ToolResults> MOST_IMPORTANT = Comparator.comparing(
                    (ToolResults tool) -> tool.troubles().isEmpty())
            .thenComparing(
                    tool -> -tool.findings().stream().filter(Assessed::counts).count());

    private SarifPlanner() {}

    /**
     * What one tool told of all services.
     *
     * @param findings those that are written
     * @param leftOut how many are not
     * @param troubles why it did not tell all, one for each service where it did not
     */
    record ToolResults(String tool, List<Assessed> findings, int leftOut, List<String> troubles) {
        ToolResults {
            findings = List.copyOf(findings);
            troubles = List.copyOf(troubles);
        }

        /** At most so many findings, those that count first and among them the gravest. */
        ToolResults within(int most) {
            if (findings.size() <= most) {
                return this;
            }
            List<Assessed> kept = findings.stream()
                    .sorted(COUNTING_FIRST.thenComparing(GRAVEST))
                    .limit(most)
                    .toList();
            return new ToolResults(tool, kept, leftOut + findings.size() - most, troubles);
        }
    }

    /** One run for each tool, in the order of the accounts; when there are too many, those in trouble and with most to say are kept. */
    static List<ToolResults> plan(List<Account> accounts) {
        Map<String, ToolResults> byTool = new LinkedHashMap<>();
        for (Account account : accounts) {
            List<String> troubles =
                    account.complete() ? List.of() : List.of(account.service() + ": " + account.trouble());
            byTool.merge(
                    account.tool(),
                    new ToolResults(account.tool(), account.findings(), 0, troubles),
                    SarifPlanner::joined);
        }
        List<ToolResults> all =
                byTool.values().stream().map(tool -> tool.within(MOST_RESULTS)).toList();
        if (all.size() <= MOST_RUNS) {
            return all;
        }
        List<ToolResults> kept =
                all.stream().sorted(MOST_IMPORTANT).limit(MOST_RUNS).toList();
        return all.stream().filter(kept::contains).toList();
    }

    /** How many findings the file does not hold. */
    public static int leftOut(List<Account> accounts) {
        int all =
                accounts.stream().mapToInt(account -> account.findings().size()).sum();
        return all
                - plan(accounts).stream()
                        .mapToInt(tool -> tool.findings().size())
                        .sum();
    }

    private static ToolResults joined(ToolResults one, ToolResults other) {
        List<Assessed> findings = new ArrayList<>(one.findings());
        findings.addAll(other.findings());
        List<String> troubles = new ArrayList<>(one.troubles());
        troubles.addAll(other.troubles());
        return new ToolResults(one.tool(), findings, 0, troubles);
    }
}
