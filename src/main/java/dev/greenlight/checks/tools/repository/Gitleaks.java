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
import java.util.stream.Stream;

/**
 * gitleaks on all files of the repository, with the team's own {@code .gitleaks.toml}. What it found is never printed.
 *
 * @see <a href="https://github.com/gitleaks/gitleaks#usage">its options</a>
 */
final class Gitleaks implements Check {
    /** Its own choice is 1, which its failures end with as well. */
    private static final int LEAKS = 2;

    private static final List<String> OPTIONS = List.of(
            "--no-banner",
            "--no-color",
            "--redact",
            "--exit-code",
            String.valueOf(LEAKS),
            "--report-format",
            "json",
            "--report-path",
            "-");

    @Override
    public String tool() {
        return "gitleaks";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof RepositoryFacts;
    }

    /** It looks at all files, and packages that are installed meanwhile are none of the repository's. */
    @Override
    public boolean alone(Target target) {
        return true;
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        return Invocation.of(Stream.of(List.of("gitleaks", "dir"), OPTIONS, List.of("."))
                .flatMap(List::stream)
                .toList());
    }

    /** A file that git ignores is nobody's to see but its owner's. */
    @Override
    public ToolRun read(ToolReport report) {
        ToolRun run = read(report, List.of(), report.sources().apply(GitleaksConfiguration.NAME));
        if (!(report.target() instanceof RepositoryFacts facts)) {
            return run;
        }
        List<Finding> findings = run.findings().stream()
                .filter(finding -> finding.location()
                        .filter(place -> facts.ignores(place.path()))
                        .isEmpty())
                .toList();
        return switch (run) {
            case ToolRun.Found _ -> ToolRun.of(findings);
            case ToolRun.PartSkipped partly -> new ToolRun.PartSkipped(partly.reason(), findings);
            default -> run;
        };
    }

    /** The options of every way of running it. */
    static List<String> options() {
        return OPTIONS;
    }

    /**
     * @param gaps what it could not look at, known before it ran
     * @param configuration the text of the team's; empty for none
     */
    static ToolRun read(ToolReport report, List<String> gaps, String configuration) {
        if (report.code() != 0 && report.code() != LEAKS) {
            return report.crashed();
        }
        Optional<List<Finding>> findings = GitleaksParser.parse(report.output(), report.paths(), report.sources());
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("gitleaks' report is not whole JSON");
        }
        List<String> reasons = new ArrayList<>(gaps);
        GitleaksConfiguration.emptiness(configuration).ifPresent(reasons::add);
        report.errors()
                .lines()
                .filter(line -> line.contains("partial scan") || line.contains(" ERR "))
                .findFirst()
                .ifPresent(line -> reasons.add("gitleaks did not see all: " + line.strip()));
        return (report.code() == LEAKS) == !findings.get().isEmpty()
                ? ToolRun.of(findings.get(), reasons)
                : report.crashed();
    }
}
