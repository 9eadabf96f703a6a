package dev.greenlight.actions.publication;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Report;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.LoggedTwice;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folder {@code test-logs} of a workspace: one file a day and subject, which every run adds to. The folder says itself that git ignores it,
 * and secrets are hidden in it as in the log.
 */
public final class TestLogs {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    /** The tools whose findings are about security rather than style. */
    private static final Set<String> SECURITY =
            Set.of("bandit", "safety", "pip-audit", "npm-audit", "osv-scanner", "gitleaks", "zizmor");

    private final Path folder;
    private final Log log;
    private final Clock clock;

    public TestLogs(Path workspace, Log log, Clock clock) {
        this.folder = folder(workspace);
        this.log = log;
        this.clock = clock;
    }

    /** Where they lie. */
    public static Path folder(Path workspace) {
        return workspace.resolve("test-logs");
    }

    /** The log, kept in the file of the whole pipeline as well. @param title what begins now */
    public Log pipeline(String title) {
        try {
            Log both = new LoggedTwice(log, open("test-pipeline"), clock);
            both.say(title);
            return both;
        } catch (IOException e) {
            log.warn("The log is not kept in " + folder.getFileName() + ": " + e);
            return new LoggedTwice(log, Writer.nullWriter(), clock);
        }
    }

    /** Adds what the security tools among the checks came to. */
    public void security(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(clock.instant() + " " + report.title());
        if (report.data().get("checks") instanceof List<?> checks) {
            for (Object check : checks) {
                if (check instanceof Map<?, ?> fields && SECURITY.contains(String.valueOf(fields.get("tool")))) {
                    lines.add("  %s on %s: %s"
                            .formatted(fields.get("tool"), fields.get("service"), fields.get("details")));
                }
            }
        }
        report.findings().stream()
                .filter(finding -> SECURITY.contains(finding.tool()))
                .map(TestLogs::line)
                .forEach(lines::add);
        if (lines.size() == 1) {
            lines.add("  no security check was among those that ran");
        }
        try (Writer file = open("security-scan")) {
            file.write(log.redact(String.join("\n", lines)) + "\n");
        } catch (IOException e) {
            log.warn("The security log is not kept in " + folder.getFileName() + ": " + e);
        }
    }

    private static String line(Finding finding) {
        return "  %s %s %s: %s%s"
                .formatted(
                        finding.severity(),
                        finding.tool(),
                        finding.rule(),
                        finding.location().map(place -> place + " ").orElse(""),
                        finding.message().replaceAll("\\R", " "));
    }

    /** Neither the folder nor the file may be a link: both lie where a repository could have put one. */
    private Writer open(String subject) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new IOException(folder + " is a link");
        }
        Files.createDirectories(folder);
        Path ignore = folder.resolve(".gitignore");
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(ignore, "*\n", StandardOpenOption.CREATE_NEW);
        }
        Path file = folder.resolve(subject + "-" + DAY.format(clock.instant()) + ".log");
        return new BufferedWriter(new OutputStreamWriter(
                Files.newOutputStream(
                        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                StandardCharsets.UTF_8));
    }
}
