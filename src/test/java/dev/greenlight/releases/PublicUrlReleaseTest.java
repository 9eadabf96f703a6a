package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.evidence.Probe;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A front end that people reach at an address of its own: what counts is what is answered there. */
class PublicUrlReleaseTest {
    private static final URI WWW = URI.create("https://www.example.org");
    private static final URI OWN = URI.create("http://app-web.test");

    private final Stage stage = new Stage();
    private final List<Probe> asked = new CopyOnWriteArrayList<>();
    private boolean reachable = true;

    PublicUrlReleaseTest() {
        stage.prober = this::ask;
    }

    /** A load balancer in front of the service. */
    private Answer ask(Probe probe) {
        asked.add(probe);
        if (!probe.address().equals(WWW)) {
            return stage.cloud.ask(probe);
        }
        return reachable
                ? stage.cloud.ask(new Probe(OWN, probe.path(), probe.token(), probe.id(), probe.wanted()))
                : new Answer.Unreachable("the connection was refused");
    }

    private static Environment environment() {
        Map<String, Deployment> services =
                new LinkedHashMap<>(Sample.environment().services());
        services.computeIfPresent(
                "frontend",
                (name, plain) ->
                        new Deployment(name, plain.cloudRunName(), plain.env(), plain.secrets(), Optional.of(WWW), 5));
        return new Environment("production", "p1", List.of("europe-west1"), "localhost:5000/p1/r", services);
    }

    private Report deploy(String version) {
        return stage.deploy(new ReleaseRequest(
                Sample.project(),
                environment(),
                Map.of("backend", Sample.image("backend", version), "frontend", Sample.image("frontend", version)),
                version,
                false,
                new Owner("run 1")));
    }

    private Report rollback(boolean onlyUnhealthy) {
        return stage.releases()
                .rollback(new RollbackRequest(Sample.project(), environment(), "", onlyUnhealthy), "anna", "", false);
    }

    private List<URI> addresses() {
        return asked.stream().map(Probe::address).distinct().toList();
    }

    @Test
    void a_release_is_proven_and_watched_there_and_says_so() {
        Report first = deploy("v1");

        assertThat(Stage.outcome(first)).as(stage.progress.lines.toString()).isEqualTo("released");
        assertThat(first.outputs()).containsEntry("url", WWW.toString());
        assertThat(asked.stream()
                        .filter(probe -> probe.address().equals(WWW))
                        .flatMap(probe -> probe.token().stream())
                        .map(token -> token.reveal())
                        .distinct())
                .as("an ID token names the service's own address, wherever it is shown")
                .isSubsetOf("token for " + OWN);

        asked.clear();
        Report second = deploy("v2");

        assertThat(second.outputs()).containsEntry("outcome", "released").containsEntry("url", WWW.toString());
        assertThat(addresses())
                .contains(WWW, URI.create("http://candidate---app-web.test"), URI.create("http://app-api.test"))
                .doesNotContain(OWN);
    }

    /** Not that the old revision serves is proven there either: that is no verdict on the release, and the exit code is 3. */
    @Test
    void an_address_that_nobody_answers_is_named_and_the_traffic_is_where_it_was() {
        deploy("v1");
        var before = stage.served("app-web");
        reachable = false;

        assertThat(troubles(deploy("v2")))
                .contains(
                        "it is not proven that app-web-v1-",
                        "serves https://www.example.org: ",
                        "the connection was refused");

        assertThat(stage.served("app-web").shares()).isEqualTo(before.shares());
        assertThat(stage.serves("app-api")).isEqualTo("v1");
        assertThat(stage.progress.lines)
                .anyMatch(line -> line.contains("it is not proven that app-web-v2-") && line.contains(WWW + ": "));
    }

    @Test
    void an_address_that_leads_to_another_revision_proves_nothing() {
        deploy("v1");
        stage.cloud.stickTo("app-web", "v1");

        Report report = deploy("v2");

        assertThat(Stage.outcome(report)).isEqualTo("rolled-back");
        assertThat(Stage.reason(report)).contains("serves https://www.example.org: ", "app-web-v1-");
    }

    @Test
    void a_rollback_is_proven_there() {
        deploy("v1");
        deploy("v2");
        asked.clear();

        Report back = rollback(false);

        assertThat(back.outputs()).containsEntry("outcome", "rolled-back").containsEntry("url", WWW.toString());
        assertThat(addresses()).containsExactlyInAnyOrder(WWW, URI.create("http://app-api.test"));
    }

    @Test
    void a_rollback_that_nobody_sees_there_is_no_success() {
        deploy("v1");
        deploy("v2");
        reachable = false;

        assertThat(troubles(rollback(false)))
                .contains("serves https://www.example.org: ", "the connection was refused");
    }

    private static String troubles(Report report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Broken.class);
        return String.join("; ", ((Verdict.Broken) report.verdict()).reasons());
    }

    @Test
    void whether_it_is_well_is_asked_there() {
        deploy("v1");
        deploy("v2");
        assertThat(Stage.outcome(rollback(true))).isEqualTo("not-needed");

        reachable = false;
        // The public finds it unhealthy, and that is so for every revision behind this address.
        assertThat(troubles(rollback(true))).contains("serves https://www.example.org: ");
        assertThat(stage.progress.lines)
                .anyMatch(
                        line -> line.contains("app-web is not well: ") && line.contains("the connection was refused"));
    }
}
