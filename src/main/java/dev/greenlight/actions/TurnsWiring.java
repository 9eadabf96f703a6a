package dev.greenlight.actions;

import dev.greenlight.releases.github.GitHubConnection;
import dev.greenlight.releases.notices.GitHubDeployments;
import dev.greenlight.releases.notices.Notices;
import dev.greenlight.releases.turns.GitHubQuestions;
import dev.greenlight.releases.turns.GitLineage;
import dev.greenlight.releases.turns.Lineage;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.LocalRuns;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Runs;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.results.ResultsAccess;
import dev.greenlight.secrets.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** Says who this process is among all that release, and how the others are asked after. */
final class TurnsWiring {
    private static final String GITHUB = "https://api.github.com";

    private TurnsWiring() {}

    /** @param token for GitHub's API; empty when there is none */
    static Turns turns(Surroundings surroundings, Optional<Secret> token) {
        Map<String, String> environment = surroundings.environment();
        String repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
        Optional<GitHubQuestions> github = token.filter(known -> !repository.isEmpty())
                .map(known -> new GitHubQuestions(
                        URI.create(environment.getOrDefault("GITHUB_API_URL", GITHUB)), known, repository));
        Runs others = github.<Runs>map(known -> known)
                .orElse(owner -> new Liveness.Unknown("there is no input github-token to ask GitHub with"));
        Lineage history = new GitLineage(
                surroundings.commands(), surroundings.workspace(), environment.getOrDefault("PATH", "/usr/bin:/bin"));
        return new Turns(
                new LocalRuns(host(), others),
                history.or(github.<Lineage>map(known -> known).orElse((version, known) -> Order.UNKNOWN)));
    }

    /**
     * Who is told while it happens.
     *
     * @param token for GitHub's API; with none, nobody is told
     * @param commit what is recorded when the version is nothing that git knows; empty to record nothing then
     */
    static Notices notices(Surroundings surroundings, Optional<Secret> token, Optional<String> commit) {
        Map<String, String> environment = surroundings.environment();
        String repository = environment.getOrDefault("GITHUB_REPOSITORY", "");
        String run = environment.getOrDefault("GITHUB_RUN_ID", "");
        Optional<URI> log = run.matches("[0-9]{1,18}")
                ? Optional.of(URI.create(environment.getOrDefault("GITHUB_SERVER_URL", "https://github.com") + "/"
                        + repository + "/actions/runs/" + run))
                : Optional.empty();
        return token.filter(known -> !repository.isEmpty())
                .<Notices>map(known -> new GitHubDeployments(
                        new GitHubConnection(URI.create(environment.getOrDefault("GITHUB_API_URL", GITHUB)), known),
                        repository,
                        commit.filter(text -> !text.isEmpty()),
                        log,
                        surroundings.progress()))
                .orElse(Notices.NONE);
    }

    /** For what waits for nobody. */
    static Turns nobody() {
        return new Turns(owner -> new Liveness.Unknown("it is of no matter here"), (version, known) -> Order.UNKNOWN);
    }

    /** Who this is, for the journal. */
    static Owner owner(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        String id = environment.getOrDefault("GITHUB_RUN_ID", "");
        String who = CloudWiring.who(surroundings);
        return id.matches("[0-9]{1,18}")
                ? Owner.of(
                        environment.getOrDefault("GITHUB_SERVER_URL", "").replaceAll("/+$", ""),
                        new Owner.WorkflowRun(
                                environment.getOrDefault("GITHUB_REPOSITORY", "unknown/unknown"),
                                Long.parseLong(id),
                                attempt(environment),
                                new Owner.Seat(
                                        environment.getOrDefault("GITHUB_JOB", ""),
                                        environment.getOrDefault("RUNNER_NAME", ""),
                                        job(surroundings))),
                        who)
                : Owner.of(process(ProcessHandle.current()), who);
    }

    /** What tells two jobs of one name on two runners of one name apart; empty where the runner does not say. */
    private static String job(Surroundings surroundings) {
        try {
            return surroundings.results().map(ResultsAccess::job).orElse("");
        } catch (ExternalFailure e) {
            // A release does without the service that keeps artifacts, and must not fail for it.
            return "";
        }
    }

    private static Owner.LocalProcess process(ProcessHandle self) {
        return new Owner.LocalProcess(host(), self.pid(), self.info().startInstant());
    }

    private static int attempt(Map<String, String> environment) {
        String attempt = environment.getOrDefault("GITHUB_RUN_ATTEMPT", "1");
        return attempt.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(attempt) : 1;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
