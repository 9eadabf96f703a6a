package dev.greenlight.releases.steps;

import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.Jobs;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.Progress;
import dev.greenlight.secrets.Identity;

/**
 * Everything that a release works with.
 *
 * @param cloud the services
 * @param jobs the jobs
 * @param witnesses what can be seen from outside
 * @param identity as whom closed services are asked
 * @param gate what must hold before more traffic moves
 * @param progress where a person follows it
 * @param pace time
 */
public record Scene(
        CloudRun cloud,
        Jobs jobs,
        Witnesses witnesses,
        Identity identity,
        ReleasePolicy.Gate gate,
        Progress progress,
        Pace pace) {
    /** One line about a service. */
    public void say(ServiceName service, String line) {
        progress.say(service + ": " + line);
    }
}
