package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * zizmor on the repository's workflows and actions, without asking GitHub.
 *
 * @see <a href="https://docs.zizmor.sh/usage/#exit-codes">its exit codes</a>
 */
final class Zizmor implements Check {
    private static final int NOTHING_TO_READ = 3;
    private static final int LEAST_FINDING = 11;
    private static final int MOST_FINDING = 14;
    /** It is no YAML, or no workflow. */
    private static final Pattern UNREADABLE =
            Pattern.compile("failed to (?:parse|validate)(?: input)?:?\\s*(?<what>.*)");

    @Override
    public String tool() {
        return "zizmor";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof RepositoryFacts facts
                && !(facts.workflows().isEmpty() && facts.actions().isEmpty());
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(
                List.of("zizmor", "--offline", "--no-progress", "--color", "never", "--format", "json"));
        if (target instanceof RepositoryFacts facts) {
            Stream.concat(facts.workflows().stream(), facts.actions().stream())
                    .forEach(file -> arguments.add("./" + file));
        }
        return Invocation.of(arguments);
    }

    /** Only what it holds for safe: its other repairs may change what a workflow does. */
    @Override
    public List<String> fixing() {
        return List.of("--fix=safe");
    }

    /** A workflow that it cannot read is a warning to it, and the others decide how it ends. */
    @Override
    public ToolRun read(ToolReport report) {
        List<String> unread = report.errors()
                .lines()
                .map(UNREADABLE::matcher)
                .filter(Matcher::find)
                .map(line -> "a workflow could not be read (%s)"
                        .formatted(line.group("what").strip()))
                .toList();
        if (report.code() == NOTHING_TO_READ && !unread.isEmpty()) {
            return ToolRun.of(List.of(), unread);
        }
        boolean found = report.code() >= LEAST_FINDING && report.code() <= MOST_FINDING;
        if (report.code() != 0 && !found) {
            return report.crashed();
        }
        Optional<List<Finding>> findings = ZizmorParser.parse(report.output(), report.paths());
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("zizmor's report is not whole JSON");
        }
        return found == !findings.get().isEmpty() ? ToolRun.of(findings.get(), unread) : report.crashed();
    }
}
