package dev.greenlight.releases;

import dev.greenlight.project.Project;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.notices.Notices;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.plan.RollbackRequest;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Witnesses;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.turns.Liveness;
import dev.greenlight.releases.turns.Order;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.SecretVersion;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Releases and rollbacks of the sample on the fake cloud. */
final class Stage {
    final FakePace pace = new FakePace();
    final FakeCloud cloud = new FakeCloud(pace, 50);
    final FakeLogs logs = new FakeLogs();
    /** Who asks the services. */
    Prober prober = cloud;

    Project project = Sample.project();
    final SpokenProgress progress = new SpokenProgress();
    final Set<ImageReference> missing = new HashSet<>();
    List<SecretVersion> secrets = Sample.VERSIONS;

    @Nullable
    ExternalFailure registryTrouble;

    Notices notices = Notices.NONE;
    Tester tester = Tester.NONE;
    boolean signs = true;
    final Map<Owner, Liveness> owners = new HashMap<>();
    /** By {@code "v2 to v1"}. */
    final Map<String, Order> orders = new HashMap<>();

    Releases releases() {
        Identity identity = new Identity() {
            @Override
            public Optional<Token> accessToken() {
                return Optional.empty();
            }

            @Override
            public Secret idToken(URI audience) {
                return Secret.of("token for " + audience);
            }

            @Override
            public boolean signs() {
                return signs;
            }
        };
        Scene scene = new Scene(
                cloud,
                cloud,
                new Witnesses(prober, cloud, logs, this::holds),
                identity,
                project.release().gate(),
                progress,
                pace);
        return new Releases(
                new Observer(cloud, this::holds, (project, name) -> secrets, turns(), pace), scene, notices, tester);
    }

    private boolean holds(ImageReference image) {
        if (registryTrouble != null) {
            throw registryTrouble;
        }
        return !missing.contains(image);
    }

    private Turns turns() {
        return new Turns(
                owner -> owners.getOrDefault(owner, new Liveness.Unknown("the test does not say")),
                (version, known) -> orders.getOrDefault(version + " to " + known, Order.UNKNOWN));
    }

    Report deploy(String version) {
        return releases().deploy(Sample.request(project, version, false), false, Agreement.ANY);
    }

    Report deploy(ReleaseRequest request) {
        return releases().deploy(request, false, Agreement.ANY);
    }

    Report rollback(String to) {
        return releases()
                .rollback(
                        new RollbackRequest(Sample.project(), Sample.environment(), to, false),
                        "anna",
                        "because",
                        false);
    }

    ServiceState state(String service) {
        return cloud.service(new ServiceName(service)).orElseThrow();
    }

    Traffic served(String service) {
        return state(service).served().traffic().orElseThrow();
    }

    /** What the one revision with all traffic was released as. */
    String serves(String service) {
        RevisionName live = served(service).sole().orElseThrow();
        return cloud.revisions(new ServiceName(service)).stream()
                .filter(revision -> revision.name().equals(live))
                .findFirst()
                .orElseThrow()
                .annotations()
                .getOrDefault(dev.greenlight.releases.journal.Keys.VERSION, "");
    }

    static String outcome(Report report) {
        return report.outputs().getOrDefault("outcome", "");
    }

    static String reason(Report report) {
        return String.valueOf(report.data().get("reason"));
    }

    static Map<String, Object> data(Report report) {
        return report.data();
    }
}
