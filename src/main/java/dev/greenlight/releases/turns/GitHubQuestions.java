package dev.greenlight.releases.turns;

import dev.greenlight.releases.github.GitHubConnection;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHWorkflowJob;
import org.kohsuke.github.GHWorkflowRun;

/**
 * Asks GitHub. A token with the permissions {@code actions: read} and {@code contents: read} is enough.
 *
 * @see <a href="https://docs.github.com/en/rest/actions/workflow-runs">Workflow runs</a>
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two commits</a>
 */
public final class GitHubQuestions implements Runs, Lineage {
    private final GitHubConnection connection;
    private final String repository;

    /**
     * Asks nothing yet.
     *
     * @param api GitHub's REST API, as in the variable {@code GITHUB_API_URL}
     * @param repository whose history is asked, as {@code owner/name}
     */
    public GitHubQuestions(URI api, Secret token, String repository) {
        this.connection = new GitHubConnection(api, token);
        this.repository = repository;
    }

    @Override
    public Liveness liveness(Owner owner) {
        return owner.workflowRun().map(this::liveness).orElseGet(() -> new Liveness.Unknown("it is no workflow run"));
    }

    private Liveness liveness(Owner.WorkflowRun run) {
        try {
            return connection.ask(run.repository(), known -> {
                GHWorkflowRun found = known.getWorkflowRun(run.id());
                boolean over = found.getStatus() == GHWorkflowRun.Status.COMPLETED
                        || found.getRunAttempt() > run.attempt()
                        || over(found, run.seat());
                return over ? new Liveness.Ended() : new Liveness.Running();
            });
        } catch (GHFileNotFoundException e) {
            return new Liveness.Unknown("GitHub knows no such run, or the token may not see it");
        } catch (IOException e) {
            return new Liveness.Unknown("GitHub does not say: " + GitHubConnection.firstLine(e));
        }
    }

    /** Whether the job has ended, in a run of which others still run. One that cannot be found is not said to have. */
    private static boolean over(GHWorkflowRun run, Owner.Seat seat) throws IOException {
        List<GHWorkflowJob> there = seat.runner().isEmpty()
                ? List.of()
                : run.listJobs().toList().stream()
                        .filter(job -> seat.runner().equals(job.getRunnerName()))
                        .toList();
        return !there.isEmpty() && there.stream().allMatch(job -> job.getStatus() == GHWorkflowRun.Status.COMPLETED);
    }

    @Override
    public Order order(String version, String known) {
        try {
            GHCompare.Status status = connection.ask(
                    repository, history -> history.getCompare(known, version).getStatus());
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
}
