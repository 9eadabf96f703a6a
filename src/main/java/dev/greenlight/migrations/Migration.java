package dev.greenlight.migrations;

import dev.greenlight.project.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bringing one service's database up to date.
 *
 * @param job the name of the Cloud Run job that does it
 * @param command what the job runs
 * @param limit how long it may take
 */
public record Migration(String job, List<String> command, Duration limit) {
    /** Cloud Run's own limit for a task that states none. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    public Migration {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a migration runs a command: " + job);
        }
    }

    /** The migration of a service; empty when it names no command. */
    public static Optional<Migration> of(Service service, String cloudRunName) {
        return service.migrate().isEmpty()
                ? Optional.empty()
                : Optional.of(new Migration(cloudRunName + "-migrate", service.migrate(), LIMIT));
    }
}
