package dev.greenlight.releases.world;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who makes a release or has made one, as the journal keeps it.
 *
 * @param text a workflow run as {@code owner/repository/actions/runs/7/attempts/1 by anna}, a process as {@code anna at host, process 42
 *     since 2026-11-29T10:00:00Z}, or any other name; may be empty when unknown
 */
public record Owner(String text) {
    private static final Pattern WORKFLOW = Pattern.compile(
            "(?<repository>[^/\\s]+/[^/\\s]+)/actions/runs/(?<run>\\d{1,18})(/attempts/(?<attempt>\\d{1,9}))?\\b.*");
    private static final Pattern PROCESS =
            Pattern.compile(".* at (?<host>\\S+), process (?<process>\\d{1,18})( since (?<started>\\S{1,40}))?");

    /** Nobody knows. */
    public static final Owner UNKNOWN = new Owner("");

    /**
     * A run of a workflow.
     *
     * @param repository as {@code owner/name}
     * @param id GitHub's number of the run; later runs of a repository have greater ones
     * @param attempt counts from 1
     */
    public record WorkflowRun(String repository, long id, int attempt) {}

    /**
     * A process on a machine.
     *
     * @param host the machine's name
     * @param id the process's number, which another process may be given after it has ended
     * @param started when it began; empty when the system does not tell
     */
    public record LocalProcess(String host, long id, Optional<Instant> started) {
        /** Two readings of the same start may differ by the rounding of the system's own. */
        private static final Duration ROUNDING = Duration.ofSeconds(2);

        /** Whether a process of that number that began then can be this one. */
        public boolean began(Optional<Instant> other) {
            return started.isEmpty()
                    || other.isEmpty()
                    || Duration.between(started.get(), other.get()).abs().compareTo(ROUNDING) <= 0;
        }
    }

    public static Owner of(WorkflowRun run, String actor) {
        return new Owner(
                run.repository() + "/actions/runs/" + run.id() + "/attempts/" + run.attempt() + " by " + actor);
    }

    public static Owner of(LocalProcess process, String user) {
        return new Owner(user + " at " + process.host() + ", process " + process.id()
                + process.started().map(time -> " since " + time).orElse(""));
    }

    public Optional<WorkflowRun> workflowRun() {
        Matcher matcher = WORKFLOW.matcher(text);
        return matcher.matches()
                ? Optional.of(new WorkflowRun(
                        matcher.group("repository"),
                        Long.parseLong(matcher.group("run")),
                        Integer.parseInt(
                                Optional.ofNullable(matcher.group("attempt")).orElse("1"))))
                : Optional.empty();
    }

    public Optional<LocalProcess> process() {
        Matcher matcher = PROCESS.matcher(text);
        return matcher.matches()
                ? Optional.of(new LocalProcess(
                        matcher.group("host"),
                        Long.parseLong(matcher.group("process")),
                        Optional.ofNullable(matcher.group("started")).flatMap(Owner::time)))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether both are the same workflow run, in whatever attempt, or the same text. */
    public boolean same(Owner other) {
        return workflowRun().isPresent() ? firstAttempt().equals(other.firstAttempt()) : text.equals(other.text);
    }

    private Optional<WorkflowRun> firstAttempt() {
        return workflowRun().map(run -> new WorkflowRun(run.repository(), run.id(), 1));
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "somebody unknown" : text;
    }
}
