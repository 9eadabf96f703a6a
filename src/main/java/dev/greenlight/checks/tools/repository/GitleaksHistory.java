package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import java.util.ArrayList;
import java.util.List;

/** gitleaks on the commits of a change: what a later commit removed is in the history for everybody to read. */
final class GitleaksHistory implements Check {
    @Override
    public String tool() {
        return "gitleaks";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof HistoryFacts;
    }

    /** The configuration is looked for where git works, which is not where the team's lies. */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        String commits = target instanceof HistoryFacts facts
                ? facts.since().map(commit -> commit + "..HEAD").orElse("HEAD")
                : "HEAD";
        List<String> arguments = new ArrayList<>(List.of("gitleaks", "git"));
        arguments.addAll(Gitleaks.options());
        if (target instanceof HistoryFacts facts && facts.configured()) {
            arguments.addAll(List.of(
                    "--config",
                    setting.repository().resolve(GitleaksConfiguration.NAME).toString()));
        }
        arguments.addAll(List.of("--gitleaks-ignore-path", setting.repository().toString()));
        arguments.addAll(List.of("--log-opts", commits, setting.history().toString()));
        return Invocation.of(arguments);
    }

    @Override
    public ToolRun read(ToolReport report) {
        List<String> gaps = report.target() instanceof HistoryFacts facts
                ? facts.gap().stream().toList()
                : List.of();
        return Gitleaks.read(report, gaps, report.sources().apply(GitleaksConfiguration.NAME));
    }
}
