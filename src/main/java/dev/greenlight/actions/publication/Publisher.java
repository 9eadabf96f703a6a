package dev.greenlight.actions.publication;

import dev.greenlight.report.Document;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.Annotation;
import dev.greenlight.runner.FileCommands;
import dev.greenlight.runner.JobSummary;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.Ownership;
import dev.greenlight.runner.RunnerContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Says what a run came to, in every place where somebody looks: the log, the annotations, the job summary, the step's outputs, and the report
 * files of the workspace.
 */
public final class Publisher {
    /** More lines are not read in a log; the report file has them all. */
    private static final int MOST_PRINTED = 1000;
    /** Characters. */
    private static final int BUFFER = 64 * 1024;

    private final String action;
    private final RunnerContext context;
    private final Log log;
    private final Path workspace;
    private final FileCommands files;
    private final SummaryPage page;

    /**
     * @param action the action's name
     * @param workspace the repository's root, which the report files are left in
     */
    public Publisher(String action, RunnerContext context, Log log, Path workspace, FileCommands files) {
        this.action = action;
        this.context = context;
        this.log = log;
        this.workspace = workspace;
        this.files = files;
        this.page = new SummaryPage(context);
    }

    /**
     * Publishes a report.
     *
     * @throws ExternalFailure when the runner's files cannot be written; everything else has been published then
     */
    public void publish(Report report) {
        List<String> reasons = report.verdict() instanceof Verdict.Failed failed ? failed.reasons() : List.of();
        for (Section section : report.sections()) {
            log.group(section.title(), section.markdown().lines().toList());
        }
        log.say(report.title());
        if (!reasons.isEmpty()) {
            log.annotate(Annotation.of(Severity.ERROR, action + " failed", String.join("\n", reasons)));
        }
        annotate(report.findings());
        String headline = page.headline(report);
        List<Section> sections = page.sections(report);
        try {
            leave(ReportData.of(action, report), headline, sections, report.files(), report.documents());
            output(report.outputs());
            summarize(headline, sections);
        } finally {
            Ownership.handBack(workspace);
        }
    }

    /**
     * Publishes that no verdict could be given. Never fails itself: the first failure is the one to tell.
     *
     * @param kind {@code invalid-input}, {@code external-failure} or {@code defect}
     * @param reasons one each, as a person reads them; at least one
     */
    public void publishWithoutVerdict(String kind, String title, List<String> reasons) {
        for (String reason : reasons) {
            log.annotate(Annotation.of(Severity.ERROR, title, reason));
        }
        String headline = page.headline("⛔ " + title, reasons);
        leave(ReportData.of(action, kind, title, reasons), headline, List.of(), Map.of(), Map.of());
        try {
            summarize(headline, List.of());
            output(Map.of("report", relative(".json")));
        } catch (ExternalFailure e) {
            log.say(String.valueOf(e.getMessage()));
        } finally {
            Ownership.handBack(workspace);
        }
    }

    private void annotate(List<Finding> findings) {
        int unpinned = 0;
        for (Finding finding : findings.subList(0, Math.min(MOST_PRINTED, findings.size()))) {
            String title = finding.tool() + " " + finding.rule();
            if (!log.annotate(new Annotation(finding.severity(), finding.location(), title, finding.message()))) {
                unpinned++;
            }
        }
        if (findings.size() > MOST_PRINTED) {
            log.say("and " + (findings.size() - MOST_PRINTED) + " more findings, which " + relative(".json")
                    + " lists");
        }
        if (unpinned > 0) {
            log.say(
                    (unpinned + Math.max(0, findings.size() - MOST_PRINTED))
                            + " findings are not pinned to their files: a runner shows ten annotations of a kind for each step");
        }
    }

    /** A workspace that cannot be written costs the files, not the verdict. */
    private void leave(
            Map<String, Object> data,
            String headline,
            List<Section> sections,
            Map<String, String> files,
            Map<String, Document> documents) {
        Path folder = workspace.resolve("greenlight-reports");
        try {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException(folder + " is a link");
            }
            Files.createDirectories(folder);
            replace(folder.resolve(action + ".json"), (to, redact) -> ReportFile.json(data, to, redact));
            String page = JobSummary.render(headline, sections);
            replace(folder.resolve(action + ".md"), (to, redact) -> to.write(redact.apply(page)));
            for (Map.Entry<String, String> file : files.entrySet()) {
                leave(folder.resolve(file.getKey()), file.getValue());
            }
            for (Map.Entry<String, Document> document : documents.entrySet()) {
                replace(folder.resolve(document.getKey()), document.getValue());
            }
            log.say("Report: " + relative(".json"));
        } catch (IOException e) {
            log.warn("The report could not be left in the workspace: " + e);
        }
    }

    /** A file that another run is to read, such as a plan, is of no use with a masked value in it: better said now than when it is refused. */
    private void leave(Path file, String text) throws IOException {
        String redacted = log.redact(text);
        replace(file, (to, redact) -> to.write(redacted));
        if (!redacted.equals(text)) {
            log.warn("In " + workspace.relativize(file) + " a value is hidden because it is masked in this run; "
                    + "a run that reads the file, as for plan-file, refuses it");
        }
    }

    /** A link that the repository put in the file's place is replaced, not followed. */
    private void replace(Path file, Document document) throws IOException {
        Files.deleteIfExists(file);
        // Unlike the JDK's own writer for files, this one has a sign for what is no character, which a tool may well
        // print.
        try (Writer to = new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8), BUFFER)) {
            document.writeTo(to, log::redact);
        }
    }

    private void output(Map<String, String> outputs) {
        if (!context.inActions()) {
            List<String> lines = outputs.entrySet().stream()
                    .map(output -> output.getKey() + "=" + output.getValue())
                    .toList();
            if (!lines.isEmpty()) {
                log.group("Outputs", lines);
            }
            return;
        }
        outputs.forEach((name, value) -> files.write(FileCommands.Target.OUTPUT, name, log.redact(value)));
    }

    private void summarize(String headline, List<Section> sections) {
        if (context.inActions()) {
            List<Section> redacted = sections.stream()
                    .map(section -> new Section(log.redact(section.title()), log.redact(section.markdown())))
                    .toList();
            new JobSummary(context).write(log.redact(headline), redacted, relative(".md"));
        }
    }

    private String relative(String ending) {
        return "greenlight-reports/" + action + ending;
    }
}
