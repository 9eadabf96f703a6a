package dev.greenlight.actions.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.checks.history.EventFile;
import dev.greenlight.releases.github.GitHubConnection;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Progress;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.HttpException;

/**
 * Shows a report as a check run of GitHub, which pins many more findings to their lines than a step's annotations can. The token needs the
 * permission {@code checks: write}.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Check runs</a>
 */
public final class GitHubCheckRun {
    private static final String NAME = "Greenlight quality";
    /** Annotations; the library sends them fifty at a time, as GitHub wants them, and all within the connection's limit. */
    private static final int MOST = 500;
    /** Characters of the summary and of the text; GitHub's limit is 65,535. */
    private static final int LONGEST = 60_000;

    private static final int LONGEST_MESSAGE = 4096;
    private static final int LONGEST_TITLE = 255;

    private final GitHubConnection connection;
    private final String repository;
    private final String commit;
    private final Progress progress;

    /**
     * Connects to nothing yet.
     *
     * @param repository as {@code owner/name}
     * @param commit which the check run is shown at
     * @param progress is warned of what cannot be shown, and hides secrets
     */
    GitHubCheckRun(GitHubConnection connection, String repository, String commit, Progress progress) {
        this.connection = connection;
        this.repository = repository;
        this.commit = commit;
        this.progress = progress;
    }

    /** The check run of a step; empty when this is none of a GitHub job. */
    public static Optional<GitHubCheckRun> of(Map<String, String> environment, Secret token, Progress progress) {
        String repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
        String api = environment.getOrDefault("GITHUB_API_URL", "https://api.github.com");
        String commit = commit(environment);
        return repository.isBlank() || commit.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new GitHubCheckRun(new GitHubConnection(URI.create(api), token), repository, commit, progress));
    }

    /** A pull request is looked at by its last commit, not by the one that GitHub merges it into to try it out. */
    private static String commit(Map<String, String> environment) {
        try {
            JsonNode head =
                    new JsonMapper().readTree(EventFile.read(environment)).at("/pull_request/head/sha");
            return head.asText("").isBlank() ? environment.getOrDefault("GITHUB_SHA", "") : head.asText();
        } catch (JsonProcessingException e) {
            return environment.getOrDefault("GITHUB_SHA", "");
        }
    }

    /** Shows the report. What cannot be shown is warned of, and changes no verdict. */
    public void publish(Report report) {
        try {
            connection.ask(repository, known -> create(known, report).getId());
        } catch (IOException e) {
            boolean forbidden = e instanceof GHFileNotFoundException
                    || e instanceof HttpException answer && answer.getResponseCode() == 403;
            progress.warn("The check run could not be written: "
                    + (forbidden
                            ? "the token may not; give the job the permission checks: write"
                            : GitHubConnection.firstLine(e)));
        }
    }

    private GHCheckRun create(GHRepository known, Report report) throws IOException {
        return known.createCheckRun(NAME, commit)
                .withStatus(GHCheckRun.Status.COMPLETED)
                .withConclusion(
                        report.verdict() instanceof Verdict.Passed
                                ? GHCheckRun.Conclusion.SUCCESS
                                : GHCheckRun.Conclusion.FAILURE)
                .add(output(report))
                .create();
    }

    private GHCheckRunBuilder.Output output(Report report) {
        List<Finding> placed = report.findings().stream()
                .filter(finding -> finding.location().isPresent())
                .toList();
        StringBuilder summary = new StringBuilder();
        if (report.verdict() instanceof Verdict.Failed(var reasons)) {
            reasons.forEach(reason -> summary.append("- ").append(reason).append('\n'));
        }
        if (placed.size() > MOST) {
            summary.append("\nThe first %d of %d findings are pinned to their lines.\n".formatted(MOST, placed.size()));
        }
        var output = new GHCheckRunBuilder.Output(shown(report.title(), LONGEST_TITLE), shown(summary + "\n", LONGEST))
                .withText(shown(text(report), LONGEST));
        placed.stream().limit(MOST).map(this::annotation).forEach(output::add);
        return output;
    }

    private static String text(Report report) {
        StringBuilder text = new StringBuilder();
        for (Section section : report.sections()) {
            String part = "### " + section.title() + "\n\n" + section.markdown().stripTrailing() + "\n\n";
            if (text.length() + part.length() <= LONGEST) {
                text.append(part);
            }
        }
        return text.toString();
    }

    private GHCheckRunBuilder.Annotation annotation(Finding finding) {
        Location place = finding.location().orElseThrow();
        return new GHCheckRunBuilder.Annotation(
                        shown(place.path(), LONGEST_MESSAGE),
                        Math.max(1, place.line()),
                        level(finding.severity()),
                        shown(finding.message(), LONGEST_MESSAGE))
                .withTitle(shown(finding.tool() + " " + finding.rule(), LONGEST_TITLE));
    }

    /** Hidden before it is cut: half a secret is not recognized any more. */
    private String shown(String text, int most) {
        String redacted = progress.redact(text);
        return redacted.length() <= most ? redacted : redacted.substring(0, most - 1) + "…";
    }

    private static GHCheckRun.AnnotationLevel level(Severity severity) {
        return switch (severity) {
            case ERROR -> GHCheckRun.AnnotationLevel.FAILURE;
            case WARNING -> GHCheckRun.AnnotationLevel.WARNING;
            case NOTE -> GHCheckRun.AnnotationLevel.NOTICE;
        };
    }
}
