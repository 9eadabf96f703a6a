package dev.greenlight.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Project;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.evidence.Registry;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Witnesses;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.SecretVersions;
import dev.greenlight.secrets.TokenServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release that lasts longer than any of its tokens: each of its calls carries one that is alive at that moment. */
@SuppressWarnings("NullAway.Init")
class KeylessReleaseTest {
    private static final Duration TOKEN = Duration.ofSeconds(60);
    private static final Project PATIENT = Sample.project(new ReleasePolicy.Gate(
            3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(300), 50, 0.01));

    private final Stage stage = new Stage();
    private final Set<String> used = new TreeSet<>();
    private TokenServer tokens;
    private Identity identity;

    @BeforeEach
    void sign_in() throws IOException {
        tokens = new TokenServer(stage.pace::now, TOKEN);
        identity = Identity.of(tokens.access(), stage.pace::now);
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    /** The same, behind a door that takes living tokens only, as Google's APIs do. */
    private <T> T guarded(Class<T> port, T open) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    String token = identity.accessToken().orElseThrow().value().reveal();
                    if (!tokens.lives(token)) {
                        throw new AssertionError(method.getName() + " with " + token + ", which has run out");
                    }
                    used.add(token);
                    try {
                        return method.invoke(open, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Report deploy(String version) {
        CloudRun cloud = guarded(CloudRun.class, stage.cloud);
        Registry registry = guarded(Registry.class, image -> true);
        Prober prober = probe -> {
            probe.token()
                    .ifPresent(token -> assertThat(tokens.lives(token.reveal())).isTrue());
            return stage.cloud.ask(probe);
        };
        Scene scene = new Scene(
                cloud,
                guarded(Jobs.class, stage.cloud),
                new Witnesses(prober, guarded(Metrics.class, stage.cloud), guarded(Logs.class, stage.logs), registry),
                identity,
                PATIENT.release().gate(),
                stage.progress,
                stage.pace);
        Turns turns = new Turns(owner -> new Liveness.Ended(), (one, other) -> Order.UNKNOWN);
        SecretVersions secrets = guarded(SecretVersions.class, (project, name) -> Sample.VERSIONS);
        return new Releases(new Observer(cloud, registry, secrets, turns, stage.pace), scene)
                .deploy(Sample.request(PATIENT, version, false), false, Agreement.ANY);
    }

    @Test
    void minute_long_tokens_carry_a_release_of_more_than_five_minutes() {
        assertThat(Stage.outcome(deploy("v1"))).isEqualTo("released");
        // A first release is closed until it is proven: this is asked for with an ID token.
        assertThat(tokens.given("id")).isEqualTo(2);
        int before = tokens.given("account");
        stage.cloud.telemetry().late(Duration.ofSeconds(180));
        Instant start = stage.pace.now();

        assertThat(Stage.outcome(deploy("v2")))
                .as(stage.progress.lines.toString())
                .isEqualTo("released");

        long seconds = stage.pace.since(start).toSeconds();
        assertThat(seconds).isGreaterThan(300);
        // None is used beyond its life, and none is thrown away while it has more than its last seconds.
        assertThat(tokens.given("account") - before)
                .isBetween((int) (seconds / TOKEN.toSeconds()), (int) (seconds / 40) + 1);
        assertThat(tokens.given("github")).as("GitHub is asked anew each time").isEqualTo(tokens.given("account"));
        assertThat(used).hasSize(tokens.given("account"));
    }
}
