package dev.greenlight.releases.reports;

import dev.greenlight.releases.plan.RollbackPlan;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.run.RollbackOutcome;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of a rollback. */
public final class RollbackReport {
    private static final String FILE = "greenlight-reports/rollback.json";

    private RollbackReport() {}

    /** There is nowhere to go. */
    public static Report refused(RollbackRequest request, List<String> reasons) {
        return new Report(
                "Refused: nothing was rolled back in " + request.environment().name(),
                new Verdict.Failed(reasons),
                List.of(),
                List.of(new Section("Why", Markdown.list(reasons))),
                Services.none("refused", FILE),
                data(request, "refused", String.join("; ", reasons)));
    }

    /** All services are well, and only then was to be left alone. */
    public static Report notNeeded(RollbackRequest request) {
        return new Report(
                request.environment().name() + " is well; nothing was rolled back",
                new Verdict.Passed(),
                List.of(),
                List.of(),
                Services.none("not-needed", FILE),
                data(request, "not-needed", "every service's health path answered well at its public address"));
    }

    /** It would be done like this. */
    public static Report planned(RollbackRequest request, RollbackPlan plan, Snapshot snapshot) {
        Map<String, Object> data = data(request, "planned", "");
        data.put("version", plan.version());
        data.put("services", services(plan, Map.of()));
        return new Report(
                "A rollback of " + request.environment().name() + " would lead to " + plan.version()
                        + "; nothing was changed",
                new Verdict.Passed(),
                List.of(),
                List.of(new Section("Moves", table(plan))),
                outputs(plan, "planned", Map.of(), tagUrls(plan, snapshot)),
                data);
    }

    /** It was done, or as much of it as could be. */
    public static Report of(RollbackRequest request, RollbackOutcome outcome, String by, String why) {
        return outcome.troubles().isEmpty()
                ? done(request, outcome, by, why)
                : Pictures.of(outcome.plan(), outcome.entries()).beside(broken(request, outcome, by, why));
    }

    private static Report broken(RollbackRequest request, RollbackOutcome outcome, String by, String why) {
        String version = outcome.plan().version();
        Map<String, Object> data = data(request, "broken-off", why);
        data.put("version", version);
        data.put("by", by);
        data.put("seconds", Data.seconds(outcome.took()));
        data.put("standings", outcome.standings());
        data.put("steps", Data.steps(outcome.entries()));
        List<Causes> causes = outcome.troubles().stream()
                .map(trouble -> new Causes(request.environment(), trouble))
                .toList();
        data.put(
                "causes",
                causes.stream().flatMap(cause -> cause.data().stream()).toList());
        List<String> reasons = new ArrayList<>(outcome.standings());
        reasons.add("run the rollback action again with input 'to' = " + version + ", or the commands named above");
        return new Report(
                "Broken off: not every service of " + request.environment().name() + " is proven to be back on "
                        + version,
                new Verdict.Broken(reasons),
                List.of(),
                sections(outcome, causes),
                outputs(outcome.plan(), "broken-off", outcome.urls(), outcome.tagUrls()),
                data);
    }

    private static List<Section> sections(RollbackOutcome outcome, List<Causes> causes) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("How each service stands", Markdown.list(outcome.standings())));
        causes.forEach(cause -> {
            sections.add(new Section("Why", cause.why()));
            cause.recognised().ifPresent(sections::add);
            cause.log().ifPresent(sections::add);
        });
        sections.add(new Section("Steps", Markdown.steps(outcome.entries())));
        return sections;
    }

    private static Report done(RollbackRequest request, RollbackOutcome outcome, String by, String why) {
        Map<String, Object> data = data(request, "rolled-back", why);
        data.put("version", outcome.plan().version());
        data.put("by", by);
        data.put("seconds", Data.seconds(outcome.took()));
        data.put("services", services(outcome.plan(), outcome.urls()));
        data.put("steps", Data.steps(outcome.entries()));
        Pictures pictures = Pictures.of(outcome.plan(), outcome.entries());
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What serves now", table(outcome.plan())));
        sections.add(new Section(
                "Who and why", Markdown.list(List.of(by + (why.isBlank() ? ", without a reason" : ": " + why)))));
        pictures.section().ifPresent(sections::add);
        sections.add(new Section("Steps", Markdown.steps(outcome.entries())));
        return pictures.beside(new Report(
                "Rolled back " + request.environment().name() + " to "
                        + outcome.plan().version() + " in "
                        + Markdown.seconds(outcome.took().toMillis()) + " s; it is proven to serve",
                new Verdict.Passed(),
                List.of(),
                sections,
                outputs(outcome.plan(), "rolled-back", outcome.urls(), outcome.tagUrls()),
                data));
    }

    /** Where people reach the application now. */
    public static Optional<URI> address(RollbackOutcome outcome) {
        return Optional.ofNullable(outcome.urls()
                .get(Services.shown(inOrder(outcome.plan()).stream()
                        .map(RollbackPlan.Move::service)
                        .toList())));
    }

    private static String table(RollbackPlan plan) {
        return Markdown.table(
                List.of("service", "from", "to", "traffic"),
                plan.moves().stream()
                        .map(move -> List.of(
                                move.service().name(),
                                move.from() + " (" + move.fromVersion() + ")",
                                move.target().revision() + " (" + move.target().version() + ")",
                                move.goal().toString()))
                        .toList());
    }

    private static Map<String, Object> data(RollbackRequest request, String outcome, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", request.environment().name());
        data.put("outcome", outcome);
        data.put("reason", reason);
        return data;
    }

    /** In the order of greenlight.yml, which is the moves' backwards. */
    private static List<RollbackPlan.Move> inOrder(RollbackPlan plan) {
        return plan.moves().reversed();
    }

    private static List<Map<String, Object>> services(RollbackPlan plan, Map<String, URI> urls) {
        return inOrder(plan).stream()
                .map(move -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("service", move.service().name());
                    entry.put("cloudRunName", move.name().value());
                    entry.put("revision", move.target().revision().value());
                    entry.put("previousRevision", move.from().value());
                    entry.put("url", Services.text(urls, move.service().name()));
                    return entry;
                })
                .toList();
    }

    private static Map<String, URI> tagUrls(RollbackPlan plan, Snapshot snapshot) {
        Map<String, URI> urls = new LinkedHashMap<>();
        plan.moves()
                .forEach(move -> snapshot.view(move.service().name())
                        .state()
                        .flatMap(move::tagUrl)
                        .ifPresent(url -> urls.put(move.service().name(), url)));
        return urls;
    }

    private static Map<String, String> outputs(
            RollbackPlan plan, String outcome, Map<String, URI> urls, Map<String, URI> tagUrls) {
        List<RollbackPlan.Move> moves = inOrder(plan);
        Map<String, String> revisions = new LinkedHashMap<>();
        Map<String, String> previous = new LinkedHashMap<>();
        moves.forEach(move -> {
            revisions.put(move.service().name(), move.target().revision().value());
            previous.put(move.service().name(), move.from().value());
        });
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", outcome);
        outputs.put("version", plan.version());
        outputs.put("revision", moves.getFirst().target().revision().value());
        outputs.put("previous-revision", moves.getFirst().from().value());
        outputs.put("revisions", Data.json(revisions));
        outputs.put("previous-revisions", Data.json(previous));
        String shown =
                Services.shown(moves.stream().map(RollbackPlan.Move::service).toList());
        outputs.put("url", Services.text(urls, shown));
        outputs.put("tag-url", Services.text(tagUrls, shown));
        outputs.put("plan-hash", plan.hash());
        outputs.put("report", FILE);
        return outputs;
    }
}
