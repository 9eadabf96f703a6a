package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.Waiver;
import dev.greenlight.report.waivers.WaiverReview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses the few things that a person should do first. */
public final class NextStepsPlanner {
    /** More than a few are a list, which is further below anyway. */
    static final int MOST = 3;

    private final List<Account> accounts;
    private final WaiverReview waivers;
    private final Severity failOn;
    private final String command;

    private NextStepsPlanner(List<Account> accounts, WaiverReview waivers, Severity failOn, String command) {
        this.accounts = accounts;
        this.waivers = waivers;
        this.failOn = failOn;
        this.command = command;
    }

    /**
     * At most three: first the tools that did not tell all, since what they would have found is unknown; then waivers that have expired; then the
     * findings that fail the run, the tool with most of them first; last what will fail soon.
     *
     * @param failOn the least grave finding that fails the run
     * @param command does the same on a laptop, but for which checks
     */
    public static List<NextStep> plan(List<Account> accounts, WaiverReview waivers, Severity failOn, String command) {
        NextStepsPlanner planner = new NextStepsPlanner(accounts, waivers, failOn, command);
        List<NextStep> steps = new ArrayList<>();
        accounts.stream()
                .filter(account -> !account.complete())
                .collect(
                        Collectors.toMap(Account::tool, account -> account, (first, next) -> first, LinkedHashMap::new))
                .values()
                .forEach(account -> steps.add(planner.trouble(account)));
        waivers.lapsed().stream().map(planner::lapsed).forEach(steps::add);
        planner.failing().entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .map(entry -> planner.fix(entry.getKey(), entry.getValue()))
                .forEach(steps::add);
        waivers.ending().stream().map(planner::ending).forEach(steps::add);
        return steps.stream().limit(MOST).toList();
    }

    private NextStep trouble(Account account) {
        String words =
                "See why %s on %s did not tell all: %s".formatted(account.tool(), account.service(), account.trouble());
        return new NextStep(words, only(account.tool()));
    }

    private NextStep lapsed(Waiver waiver) {
        List<Finding> back = accounts.stream()
                .flatMap(account -> account.findings().stream())
                .filter(one -> one.ruling().equals(new Ruling.Lapsed(waiver)))
                .map(Assessed::finding)
                .toList();
        String words = "Fix what the waiver in %s no longer covers (%s; %s), or let %s renew it"
                .formatted(waiver.place(), waiver.subject(), counted(back.size()), waiver.owner());
        return new NextStep(words, only(back.getFirst().tool()));
    }

    private Map<String, List<Finding>> failing() {
        return accounts.stream()
                .flatMap(account -> account.findings().stream())
                .filter(one -> one.counts() && one.finding().severity().atLeast(failOn))
                .filter(one -> !(one.ruling() instanceof Ruling.Lapsed))
                .map(Assessed::finding)
                .collect(Collectors.groupingBy(Finding::tool, LinkedHashMap::new, Collectors.toList()));
    }

    private NextStep fix(String tool, List<Finding> findings) {
        Map.Entry<String, Long> most = findings.stream()
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        Finding first =
                findings.stream().min(Comparator.comparing(Finding::severity)).orElseThrow();
        String where = first.location().map(place -> ", at " + place).orElse("");
        String words = findings.size() == 1
                ? "Fix the finding of %s: %s%s".formatted(tool, first.rule(), where)
                : "Fix the %d findings of %s, %d of them %s; begin with %s%s"
                        .formatted(findings.size(), tool, most.getValue(), most.getKey(), first.rule(), where);
        return new NextStep(words, only(tool));
    }

    private NextStep ending(Waiver waiver) {
        String words = "Before %s is over: fix what the waiver in %s covers (%s), or let %s renew it"
                .formatted(waiver.expires(), waiver.place(), waiver.subject(), waiver.owner());
        return new NextStep(words, command);
    }

    private static String counted(int findings) {
        return findings == 1 ? "1 finding" : findings + " findings";
    }

    private String only(String tool) {
        return command + " --checks " + tool;
    }
}
