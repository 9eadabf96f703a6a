package dev.greenlight.actions;

import dev.greenlight.project.Environment;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.releases.Releases;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.GoogleTime;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Prober;
import dev.greenlight.releases.evidence.Registry;
import dev.greenlight.releases.notices.Notices;
import dev.greenlight.releases.run.Observer;
import dev.greenlight.releases.steps.Pace;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Witnesses;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.turns.Turns;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import dev.greenlight.secrets.Secret;
import dev.greenlight.secrets.SecretVersions;
import dev.greenlight.secrets.ServiceAccountKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads the inputs that the two actions on the cloud share, and wires the rooms they need to it. */
final class CloudWiring {
    private CloudWiring() {}

    /**
     * What both actions are told.
     *
     * @param project the whole of greenlight.yml
     * @param environment where to act
     * @param access where the APIs are, and as whom they are asked
     * @param folder where greenlight.yml lies; absolute
     */
    record Target(Project project, Environment environment, CloudAccess access, Path folder) {}

    /** Reads it; empty when a fault has been noted in the inputs. */
    static Optional<Target> target(Inputs inputs, Surroundings surroundings) {
        CloudAccess access = new CloudAccess(
                inputs.address("api-endpoint"), key(inputs, surroundings), WorkloadInputs.read(inputs, surroundings));
        Path config = inputs.within(surroundings.workspace(), "config", "greenlight.yml");
        String name = inputs.required("environment", "an environment of greenlight.yml", "production");
        try {
            Project project = ProjectFile.read(surroundings.workspace(), config);
            if (inputs.optional("environment").isEmpty()) {
                return Optional.empty();
            }
            Environment environment = project.environment(name);
            if (environment.regions().size() > 1) {
                inputs.refuse(
                        "environment",
                        name,
                        "an environment with one region; " + name + " has " + String.join(", ", environment.regions())
                                + ", and a release over several regions at once is not supported yet",
                        environment.regions().getFirst());
            }
            return Optional.of(new Target(
                    project, environment, access, config.resolveSibling("").normalize()));
        } catch (InvalidInput refused) {
            inputs.refuse(refused);
            return Optional.empty();
        }
    }

    private static Optional<Secret> key(Inputs inputs, Surroundings surroundings) {
        Optional<Secret> key = inputs.secret("credentials");
        key.ifPresent(secret -> surroundings.progress().mask(secret.reveal()));
        key.flatMap(ServiceAccountKey::fault)
                .ifPresent(fault -> inputs.refuse(
                        "credentials",
                        "***",
                        "a service account's key as JSON, whole and as Google gave it; " + fault,
                        "${{ secrets.GCP_SA_KEY }}"));
        return key;
    }

    /**
     * The same surroundings by Google's clock, when this machine's is off: steps are judged by metrics that carry Google's time. A rollback has
     * no such windows, and does not spend a request on it.
     */
    static Surroundings atGooglesTime(Target target, Surroundings surroundings) {
        Duration ahead = GoogleTime.ahead(target.access().base("run"), surroundings.clock());
        if (ahead.abs().compareTo(GoogleTime.TOLERANCE) <= 0) {
            return surroundings;
        }
        surroundings
                .progress()
                .warn("This machine's clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " Google's; Google's time is used for this release. Set the machine's clock: sign-in with a key"
                        + " fails when it is off by more than some minutes");
        return surroundings.at(Clock.offset(surroundings.clock(), ahead.negated()));
    }

    /**
     * @param turns who else releases
     * @param notices who is told
     * @param tester runs the project's own tests
     */
    static Releases releases(
            Target target,
            Optional<URI> registryEndpoint,
            Turns turns,
            Notices notices,
            Tester tester,
            Surroundings surroundings) {
        CloudAccess access = target.access();
        Identity identity = Identity.of(access, surroundings.clock());
        String project = target.environment().project();
        String region = target.environment().regions().getFirst();
        CloudRun cloud = CloudRun.at(access, identity, project, region);
        Registry registry = Registry.at(registryEndpoint, identity);
        Witnesses witnesses = new Witnesses(
                Prober.overHttp(),
                Metrics.at(access, identity, project, region),
                Logs.at(access, identity, project),
                registry);
        Scene scene = new Scene(
                cloud,
                Jobs.at(access, identity, project, region),
                witnesses,
                identity,
                target.project().policy(target.environment()).gate(),
                surroundings.progress(),
                Pace.of(surroundings.clock()));
        return new Releases(
                new Observer(cloud, registry, SecretVersions.at(access, identity), turns, scene.pace()),
                scene,
                notices,
                tester);
    }

    static String who(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        String actor = environment.getOrDefault("GITHUB_ACTOR", environment.getOrDefault("USER", ""));
        return actor.isEmpty() ? "somebody without a name" : actor;
    }
}
