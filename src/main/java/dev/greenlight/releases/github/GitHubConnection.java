package dev.greenlight.releases.github;

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
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/** GitHub's API as one token's owner. */
public final class GitHubConnection {
    /** How long a question may take, with all that it needs to ask. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI api;
    private final Secret token;

    /**
     * Connects to nothing yet.
     *
     * @param api GitHub's REST API, as in the variable {@code GITHUB_API_URL}
     */
    public GitHubConnection(URI api, Secret token) {
        this.api = api;
        this.token = token;
    }

    /** Something to ask of a repository. */
    public interface Question<T> {
        T ask(GHRepository repository) throws IOException;
    }

    /**
     * Asks it.
     *
     * @param repository as {@code owner/name}
     * @throws IOException when GitHub refuses, cannot be reached, or takes too long; its message never holds the token
     */
    public <T> T ask(String repository, Question<T> question) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("github").start(() -> {
            try {
                answer.complete(question.ask(repository(repository)));
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

    private GHRepository repository(String name) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return new GitHubBuilder()
                .withEndpoint(api.toString())
                .withOAuthToken(token.reveal())
                .withConnector(new GitHubStates(new HttpClientGitHubConnector(client)))
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .build()
                .getRepository(name);
    }

    /** The first line of what went wrong, at most 200 characters. */
    public static String firstLine(IOException e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(line -> line.length() > 200 ? line.substring(0, 200) + "…" : line)
                .orElse(e.getClass().getSimpleName());
    }
}
