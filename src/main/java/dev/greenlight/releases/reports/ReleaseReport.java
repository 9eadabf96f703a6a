package dev.greenlight.releases.reports;

import dev.greenlight.project.Environment;
import dev.greenlight.releases.agreement.PlanFile;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.run.ReleaseOutcome;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of a release. */
public final class ReleaseReport {
    private static final String FILE = "greenlight-reports/deploy-bluegreen.json";

    private final Environment environment;
    private final String where;
    private final String version;

    private ReleaseReport(ReleaseRequest request) {
        this.environment = request.environment();
        this.where = environment.name();
        this.version = request.version();
    }

    /** It must not be done. */
    public static Report refused(ReleaseRequest request, List<String> reasons) {
        ReleaseReport report = new ReleaseReport(request);
        Map<String, Object> data = report.data("refused", String.join("; ", reasons));
        return new Report(
                "Refused: " + report.version + " is not released to " + report.where + "; nothing was changed",
                new Verdict.Failed(reasons),
                List.of(),
                List.of(new Section("Why", Markdown.list(reasons))),
                Services.none("refused", FILE),
                data);
    }

    /** It would be done like this. */
    public static Report planned(ReleaseRequest request, ReleasePlan plan) {
        ReleaseReport report = new ReleaseReport(request);
        Map<String, Object> data = report.data("planned", "");
        data.put("planHash", plan.hash());
        data.put("services", Services.data(plan, Map.of(), Map.of()));
        data.put("plan", words(plan));
        Map<String, String> outputs = Services.outputs(plan, "planned", Map.of(), Map.of());
        outputs.put("report", FILE);
        List<Section> sections = new ArrayList<>();
        notes(plan, sections);
        sections.add(new Section("What changes", Services.changes(plan)));
        sections.add(new Section("Steps", Markdown.numbered(words(plan))));
        sections.add(new Section("If a step fails", Markdown.list(plan.undo())));
        return new Report(
                        "Plan for " + report.version + " to " + report.where + " ("
                                + plan.hash().substring(0, 12) + "); nothing was changed",
                        new Verdict.Passed(),
                        List.of(),
                        sections,
                        outputs,
                        data)
                .with(PlanFile.NAME, plan.file().text());
    }

    private static List<String> words(ReleasePlan plan) {
        return plan.steps().stream()
                .map(step -> step.service() + ": " + step.words())
                .toList();
    }

    static void notes(ReleasePlan plan, List<Section> sections) {
        if (!plan.notes().isEmpty()) {
            sections.add(new Section("Found before the release", Markdown.list(plan.notes())));
        }
    }

    /** Where people reach the application now; empty when the release was taken back. */
    public static Optional<URI> address(ReleasePlan plan, ReleaseOutcome outcome) {
        return outcome instanceof ReleaseOutcome.Released released
                ? Optional.ofNullable(released.urls()
                        .get(Services.shown(plan.services().stream()
                                .map(ServicePlan::service)
                                .toList())))
                : Optional.empty();
    }

    /** It was done, or taken back. */
    public static Report of(ReleaseRequest request, ReleasePlan plan, ReleaseOutcome outcome) {
        ReleaseReport report = new ReleaseReport(request);
        Report said = switch (outcome) {
            case ReleaseOutcome.Released released -> report.released(plan, released);
            case ReleaseOutcome.RolledBack back -> report.rolledBack(plan, back);
            case ReleaseOutcome.Stranded stranded -> report.stranded(plan, stranded);
        };
        return Pictures.of(plan, outcome.entries())
                .beside(said)
                .with(PlanFile.NAME, plan.file().text());
    }

    private Report released(ReleasePlan plan, ReleaseOutcome.Released released) {
        Map<String, Object> data = data("released", "");
        measured(data, plan, released, 0);
        data.put("services", Services.data(plan, released.urls(), released.tagUrls()));
        Map<String, String> outputs = Services.outputs(plan, "released", released.urls(), released.tagUrls());
        outputs.put("report", FILE);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What serves now", Services.table(plan, released.urls())));
        notes(plan, sections);
        Pictures.of(plan, released.entries()).section().ifPresent(sections::add);
        Judgements.of(released.entries()).ifPresent(sections::add);
        sections.add(new Section("Steps", Markdown.steps(released.entries())));
        return new Report(
                "Released " + version + " to " + where + " in "
                        + Markdown.seconds(released.toDecision().toMillis()) + " s; it is proven to serve",
                new Verdict.Passed(),
                List.of(),
                sections,
                outputs,
                data);
    }

    private Report rolledBack(ReleasePlan plan, ReleaseOutcome.RolledBack back) {
        Failure failure = new Failure(environment, plan, back.why());
        Map<String, Object> data = data("rolled-back", failure.reason());
        measured(data, plan, back, Data.seconds(back.toRestore()));
        data.putAll(failure.data(back.afterwards()));
        return new Report(
                "Rolled back: " + version + " did not hold in " + where + "; the old revisions serve again after "
                        + Markdown.seconds(back.toRestore().toMillis()) + " s",
                new Verdict.Failed(List.of(failure.reason())),
                List.of(),
                failure.sections(List.of(), back.afterwards(), back.entries()),
                outputs(plan, "rolled-back"),
                data);
    }

    private Report stranded(ReleasePlan plan, ReleaseOutcome.Stranded stranded) {
        Failure failure = new Failure(environment, plan, stranded.why());
        Map<String, Object> data = data("not-restored", failure.reason());
        measured(data, plan, stranded, 0);
        data.putAll(failure.data(stranded.afterwards()));
        data.put("byHand", stranded.failures());
        List<String> reasons = new ArrayList<>(stranded.failures());
        reasons.add("the release had failed because of " + failure.reason());
        reasons.add(
                "run the commands named above, or the rollback action, and look at the services' addresses yourself");
        return new Report(
                "Not restored: " + version + " did not hold in " + where + ", and "
                        + stranded.failures().size() + " of its services could not be put back",
                new Verdict.Broken(reasons),
                List.of(),
                failure.sections(stranded.failures(), stranded.afterwards(), stranded.entries()),
                outputs(plan, "not-restored"),
                data);
    }

    private static Map<String, String> outputs(ReleasePlan plan, String outcome) {
        Map<String, String> outputs = Services.outputs(plan, outcome, Map.of(), Map.of());
        outputs.put("report", FILE);
        return outputs;
    }

    private Map<String, Object> data(String outcome, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", where);
        data.put("version", version);
        data.put("outcome", outcome);
        data.put("reason", reason);
        return data;
    }

    private static void measured(
            Map<String, Object> data, ReleasePlan plan, ReleaseOutcome outcome, double secondsToRestore) {
        data.put("planHash", plan.hash());
        data.put("secondsToDecision", Data.seconds(outcome.toDecision()));
        data.put("secondsToRestore", secondsToRestore);
        data.put("steps", Data.steps(outcome.entries()));
    }
}
