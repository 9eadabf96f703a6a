package dev.greenlight.process;

import java.time.Duration;

/** How a command ended. */
public sealed interface Ending {
    /** It ran to its end. */
    record Exited(int code, String output, String errors, Duration took) implements Ending {
        public boolean succeeded() {
            return code == 0;
        }
    }

    /** It was killed at its time limit; what it had printed until then is kept. */
    record TimedOut(Duration limit, String output, String errors) implements Ending {}

    /** It could not be started at all: no such program, not executable, no such folder. */
    record NotStarted(String reason) implements Ending {}
}
