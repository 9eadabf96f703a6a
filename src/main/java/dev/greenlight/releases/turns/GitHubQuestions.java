package dev.greenlight.releases.turns;

import dev.greenlight.releases.world.Owner;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHWorkflowRun;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/**
 * Asks GitHub. A token with the permissions {@code actions: read} and {@code contents: read} is enough.
 *
 * @see <a href="https://docs.github.com/en/rest/actions/workflow-runs">Workflow runs</a>
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two commits</a>
 */
public final class GitHubQuestions implements Runs, Lineage {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI api;
    private final Secret token;
    private final String repository;

    /**
     * Asks nothing yet.
     *
     * @param api GitHub's REST API, as in the variable {@code GITHUB_API_URL}
     * @param repository whose history is asked, as {@code owner/name}
     */
    public GitHubQuestions(URI api, Secret token, String repository) {
        this.api = api;
        this.token = token;
        this.repository = repository;
    }

    @Override
    public Liveness liveness(Owner owner) {
        return owner.workflowRun().map(this::liveness).orElseGet(() -> new Liveness.Unknown("it is no workflow run"));
    }

    private Liveness liveness(Owner.WorkflowRun run) {
        try {
            return within(() -> {
                GHWorkflowRun found = connect().getRepository(run.repository()).getWorkflowRun(run.id());
                boolean over =
                        found.getStatus() == GHWorkflowRun.Status.COMPLETED || found.getRunAttempt() > run.attempt();
                return over ? new Liveness.Ended() : new Liveness.Running();
            });
        } catch (GHFileNotFoundException e) {
            return new Liveness.Unknown("GitHub knows no such run, or the token may not see it");
        } catch (IOException e) {
            return new Liveness.Unknown("GitHub does not say: " + firstLine(e));
        }
    }

    @Override
    public Order order(String version, String known) {
        try {
            GHCompare.Status status = within(() -> connect()
                    .getRepository(repository)
                    .getCompare(known, version)
                    .getStatus());
            return switch (status) {
                case ahead -> Order.NEWER;
                case behind -> Order.OLDER;
                case identical -> Order.SAME;
                case diverged -> Order.DIVERGED;
            };
        } catch (IOException e) {
            return Order.UNKNOWN;
        }
    }

    private GitHub connect() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return new GitHubBuilder()
                .withEndpoint(api.toString())
                .withOAuthToken(token.reveal())
                .withConnector(new HttpClientGitHubConnector(client))
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .build();
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    /** The library has no limit of its own for a whole answer, and a release must not hang on this. */
    private static <T> T within(Question<T> question) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("github").start(() -> {
            try {
                answer.complete(question.ask());
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            thread.interrupt();
            throw switch (e.getCause()) {
                case IOException failed -> failed;
                case TimeoutException late -> new IOException("no answer within " + LIMIT.toSeconds() + " s", late);
                case null, default -> new IOException(String.valueOf(e.getMessage()), e);
            };
        }
    }

    private static String firstLine(IOException e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(line -> line.length() > 200 ? line.substring(0, 200) + "…" : line)
                .orElse(e.getClass().getSimpleName());
    }
}
