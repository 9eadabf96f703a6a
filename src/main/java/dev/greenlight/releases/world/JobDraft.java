package dev.greenlight.releases.world;

import dev.greenlight.project.SecretReference;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Cloud Run job to be made, or brought up to date, and run once.
 *
 * @param name the job's name, 1 to 63 characters
 * @param service the service whose account, network and volumes it shares, when that exists
 * @param image the bytes it runs
 * @param command replaces the image's entry point
 * @param env plain variables
 * @param secrets variables from Secret Manager, pinned
 * @param limit how long it may run
 */
public record JobDraft(
        String name,
        ServiceName service,
        ImageReference image,
        List<String> command,
        Map<String, String> env,
        Map<String, SecretReference> secrets,
        Duration limit) {
    public JobDraft {
        command = List.copyOf(command);
        env = Collections.unmodifiableMap(new TreeMap<>(env));
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        if (!name.matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?") || command.isEmpty() || !limit.isPositive()) {
            throw new IllegalArgumentException("a job has a name, a command and time: " + name + " " + command);
        }
    }

    public JobDraft withEnv(Map<String, String> resolved) {
        return new JobDraft(name, service, image, command, resolved, secrets, limit);
    }
}
