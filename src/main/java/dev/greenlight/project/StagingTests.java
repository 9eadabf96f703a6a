package dev.greenlight.project;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The project's own tests of a new release, before anybody else asks it.
 *
 * @param command program first, each word verbatim; no shell is involved
 * @param image the image that has the program, which then runs in a container; empty to run it beside this process
 * @param within how long they may take, at most an hour
 * @param tenant the test tenant that they write to; empty when they only read
 */
public record StagingTests(List<String> command, Optional<String> image, Duration within, Optional<String> tenant) {
    public static final Duration USUAL = Duration.ofMinutes(10);

    /** As long as the token is valid with which they ask a service that is not public yet. */
    public static final Duration LONGEST = Duration.ofHours(1);

    public StagingTests {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("staging tests have a command");
        }
        if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("staging tests take at most an hour: " + within);
        }
    }

    /** What they may do, in words. */
    public String effects() {
        return tenant.map(name -> "writes in tenant " + name).orElse("read-only");
    }
}
