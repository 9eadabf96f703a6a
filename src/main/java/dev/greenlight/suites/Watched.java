package dev.greenlight.suites;

import java.time.Duration;
import java.util.Optional;

/**
 * A suite's container that was followed to its end.
 *
 * @param ended the container after its end; empty when it was still running at the time limit
 * @param log all that it printed
 * @param took how long it was followed
 */
record Watched(Optional<Container> ended, String log, Duration took) {}
