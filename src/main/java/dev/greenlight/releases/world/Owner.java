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
 * @param text a workflow run as {@code https://github.com/owner/repository/actions/runs/7/attempts/1 (job deploy on runner-3 #1f0c) by anna}, of which
 *     server, job and the job's number may be missing, a process as {@code anna at host, process 42 since 2026-11-29T10:00:00Z}, or any other name; may be empty when
 *     unknown
 */
public record Owner(String text) {
    private static final Pattern WORKFLOW = Pattern.compile(
            "(https?://\\S+?/)?(?<repository>[^/\\s]+/[^/\\s]+)/actions/runs/(?<run>\\d{1,18})(/attempts/(?<attempt>\\d{1,9}))?\\b"
                    + "( \\(job (?<job>\\S*) on (?<runner>[^)#]*?)( #(?<id>[A-Za-z0-9-]+))?\\))?.*");
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
     * @param seat where in the run; {@link Seat#UNKNOWN} when nothing is known of it
     */
    public record WorkflowRun(String repository, long id, int attempt, Seat seat) {
        /** One of which the job is unknown. */
        public WorkflowRun(String repository, long id, int attempt) {
            this(repository, id, attempt, Seat.UNKNOWN);
        }
    }

    /**
     * One job of a run. All jobs of a matrix have the same name, and each its own runner; runners of one's own may have the same name, too.
     *
     * @param job its key in the workflow; empty when unknown
     * @param runner the runner's name; empty when unknown
     * @param id what GitHub's services call the job, the same in all of its steps and in no other job; empty when unknown
     */
    public record Seat(String job, String runner, String id) {
        /** Nothing is known. */
        public static final Seat UNKNOWN = new Seat("", "");

        public Seat {
            job = job.replaceAll("[\\s()]", "");
            runner = runner.replaceAll("[()#\\p{Cntrl}]", "").strip();
            id = id.replaceAll("[^A-Za-z0-9-]", "");
        }

        /** One of which the id is unknown. */
        public Seat(String job, String runner) {
            this(job, runner, "");
        }

        private String text() {
            return equals(UNKNOWN) ? "" : " (job " + job + " on " + runner + (id.isEmpty() ? "" : " #" + id) + ")";
        }
    }

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
        return of("", run, actor);
    }

    /** @param server GitHub's address without a slash at its end, so that the owner can be looked at in a browser; empty when unknown */
    public static Owner of(String server, WorkflowRun run, String actor) {
        return new Owner((server.isEmpty() ? "" : server + "/") + run.repository() + "/actions/runs/" + run.id()
                + "/attempts/" + run.attempt() + run.seat().text() + " by " + actor);
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
                                Optional.ofNullable(matcher.group("attempt")).orElse("1")),
                        new Seat(
                                Optional.ofNullable(matcher.group("job")).orElse(""),
                                Optional.ofNullable(matcher.group("runner")).orElse(""),
                                Optional.ofNullable(matcher.group("id")).orElse(""))))
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

    /**
     * Whether another that is at work now shows that this one has ended. A later attempt of a run does, since an attempt begins after the one
     * before has ended; so does a later step of the same job on the same runner, which has one job at a time. Another job of the same attempt
     * does not, nor does the same job on another runner: a matrix has several. Anybody else is the same by the text.
     */
    public boolean endedBefore(Owner other) {
        Optional<WorkflowRun> mine = workflowRun();
        Optional<WorkflowRun> theirs = other.workflowRun();
        return mine.isPresent() && theirs.isPresent()
                ? endedBefore(mine.get(), theirs.get())
                : mine.isEmpty() && text.equals(other.text);
    }

    private static boolean endedBefore(WorkflowRun mine, WorkflowRun theirs) {
        boolean run = mine.repository().equals(theirs.repository()) && mine.id() == theirs.id();
        boolean seat = !mine.seat().runner().isEmpty() && mine.seat().equals(theirs.seat());
        return run && (mine.attempt() < theirs.attempt() || mine.attempt() == theirs.attempt() && seat);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "somebody unknown" : text;
    }
}
