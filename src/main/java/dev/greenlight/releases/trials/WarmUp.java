package dev.greenlight.releases.trials;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.steps.Asking;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.report.ExternalFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks a healthy revision at its own address by several at once. The health check asks one after the other, which wakes one of a server's workers;
 * the others would load the application, and open their connections to the database, under the first requests of users.
 */
final class WarmUp {
    /** What gunicorn's usual settings have of workers or threads, and far below what Cloud Run sends to one instance. */
    static final int AT_ONCE = 8;

    /** A second and a third time, since who gets a request is up to the server. */
    static final int ROUNDS = 3;

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Pace pace;

    WarmUp(Pace pace) {
        this.pace = pace;
    }

    /**
     * The answers, at most {@code AT_ONCE * ROUNDS}; no round begins after five seconds. None is a reason not to release: the health check has
     * decided that already.
     */
    List<Answer> ask(Asking asking) {
        List<Answer> answers = new ArrayList<>();
        Instant start = pace.now();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS && pace.since(start).compareTo(LIMIT) < 0; round++) {
                List<Callable<Answer>> asked = Collections.nCopies(AT_ONCE, asking::health);
                for (Future<Answer> answer : threads.invokeAll(asked)) {
                    answers.add(answer.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalFailure(
                    "warm a new revision", "this process was told to stop", "run the action again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe ends with an answer, whatever happens", e);
        }
        return answers;
    }
}
