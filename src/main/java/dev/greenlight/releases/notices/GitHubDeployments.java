package dev.greenlight.releases.notices;

import dev.greenlight.releases.github.GitHubConnection;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.github.GHDeployment;
import org.kohsuke.github.GHDeploymentState;
import org.kohsuke.github.GHDeploymentStatus;
import org.kohsuke.github.GHDeploymentStatusBuilder;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.HttpException;

/**
 * Records releases as deployments of a GitHub repository. The token needs the permission {@code deployments: write}.
 *
 * @see <a href="https://docs.github.com/en/rest/deployments/deployments">Deployments</a>
 * @see <a href="https://docs.github.com/en/rest/deployments/statuses">Deployment statuses</a>
 */
// The library marks as deprecated what it calls a preview; GitHub itself has long released these fields and states.
@SuppressWarnings("deprecation")
public final class GitHubDeployments implements Notices {
    /** GitHub's own limit for a description. */
    private static final int LONGEST = 140;
    /** How many earlier deployments are looked at to find the one that does not serve any more. */
    private static final int LOOK_BACK = 5;
    /** The deployment and its first status are two questions. */
    private static final Duration BEGINNING = GitHubConnection.LIMIT.multipliedBy(2);

    private final GitHubConnection connection;
    private final String repository;
    private final Optional<String> commit;
    private final Optional<URI> log;
    private final Progress progress;

    /**
     * Records nothing yet.
     *
     * @param repository as {@code owner/name}
     * @param commit recorded when the version is no commit, tag or branch; empty to record nothing then
     * @param log where the run can be followed
     * @param progress warned of what cannot be recorded
     */
    public GitHubDeployments(
            GitHubConnection connection,
            String repository,
            Optional<String> commit,
            Optional<URI> log,
            Progress progress) {
        this.connection = connection;
        this.repository = repository;
        this.commit = commit;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public Notice begin(Subject subject) {
        CompletableFuture<Long> made = new CompletableFuture<>();
        Thread.ofVirtual().name("deployment").start(() -> {
            try {
                made.complete(create(subject));
            } catch (IOException | RuntimeException e) {
                made.completeExceptionally(e);
            }
        });
        return (ending, address) -> {
            try {
                end(id(made, subject), subject, ending, address);
            } catch (IOException e) {
                progress.warn("The deployment could not be recorded at GitHub: " + words(e));
            }
        };
    }

    private long create(Subject subject) throws IOException {
        long id = connection.ask(repository, known -> deployment(known, subject).getId());
        begun(id, subject);
        return id;
    }

    /** A question of its own: the deployment is there without this status too, and must not be made again at the end for the lack of it. */
    private void begun(long id, Subject subject) {
        try {
            connection.ask(repository, known -> {
                status(known.getDeployment(id).createStatus(GHDeploymentState.IN_PROGRESS), subject, Optional.empty());
                return id;
            });
        } catch (IOException e) {
            progress.warn("GitHub does not show that the deployment is in progress: " + words(e));
        }
    }

    private GHDeployment deployment(GHRepository known, Subject subject) throws IOException {
        try {
            return deployment(known, subject, subject.version());
        } catch (HttpException e) {
            // What the release is called need not be anything that git knows.
            if (e.getResponseCode() != 422 || commit.isEmpty() || commit.get().equals(subject.version())) {
                throw e;
            }
            return deployment(known, subject, commit.get());
        }
    }

    private static GHDeployment deployment(GHRepository known, Subject subject, String ref) throws IOException {
        return known.createDeployment(ref)
                .environment(subject.environment())
                .description(shortened(subject.description()))
                .autoMerge(false)
                .requiredContexts(List.of())
                .create();
    }

    private void status(GHDeploymentStatusBuilder status, Subject subject, Optional<URI> address) throws IOException {
        status.description(shortened(subject.description()));
        log.ifPresent(url -> status.logUrl(url.toString()));
        address.ifPresent(url -> status.environmentUrl(url.toString()));
        status.create();
    }

    /** A deployment that could not be begun because GitHub did not answer is made now. */
    private long id(CompletableFuture<Long> made, Subject subject) throws IOException {
        try {
            return made.get(BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException refused && (forbidden(refused) || code(refused) / 100 == 4)) {
                throw refused;
            }
            return create(subject);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + BEGINNING.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this process was told to stop", e);
        }
    }

    private void end(long id, Subject subject, Ending ending, Optional<URI> address) throws IOException {
        connection.ask(repository, known -> {
            status(known.getDeployment(id).createStatus(state(ending)), subject, address);
            return id;
        });
        if (ending == Ending.SUCCESS) {
            follow(id, subject);
        }
    }

    /** A question of its own: the success is recorded already, and stays so without this. */
    private void follow(long id, Subject subject) {
        try {
            connection.ask(repository, known -> {
                retire(known, id, subject);
                return id;
            });
        } catch (IOException e) {
            progress.warn(
                    "The deployment is recorded at GitHub as a success, but the one before it may still be shown as serving: "
                            + words(e));
        }
    }

    private static GHDeploymentState state(Ending ending) {
        return switch (ending) {
            case SUCCESS -> GHDeploymentState.SUCCESS;
            case FAILURE -> GHDeploymentState.FAILURE;
            case ERROR -> GHDeploymentState.ERROR;
        };
    }

    /** GitHub itself retires earlier deployments of environments that are not for production, and leaves the others. */
    private void retire(GHRepository known, long id, Subject subject) throws IOException {
        int looked = 0;
        for (GHDeployment earlier :
                known.listDeployments(null, null, null, subject.environment()).withPageSize(LOOK_BACK + 1)) {
            if (earlier.getId() == id) {
                continue;
            }
            if (++looked > LOOK_BACK) {
                return;
            }
            for (GHDeploymentStatus newest : earlier.listStatuses().withPageSize(1)) {
                if (newest.getState() == GHDeploymentState.SUCCESS) {
                    status(
                            earlier.createStatus(GHDeploymentState.INACTIVE),
                            new Subject(subject.environment(), subject.version(), "Followed by " + subject.version()),
                            Optional.empty());
                }
                break;
            }
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    /** GitHub answers 404 where a token may not even know that something is there. */
    private static boolean forbidden(IOException e) {
        return e instanceof GHFileNotFoundException || code(e) == 403 || code(e) == 404;
    }

    private static int code(IOException e) {
        return e instanceof HttpException answer ? answer.getResponseCode() : 0;
    }

    private static String words(IOException e) {
        return forbidden(e)
                ? "the token may not; give the job the permission deployments: write, or pass an empty github-token"
                : GitHubConnection.firstLine(e);
    }
}
