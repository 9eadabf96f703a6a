package dev.greenlight.process;

import java.time.Duration;

/** How a command ended. */
public sealed interface Ending {
    /**
     * It ran to its end.
     *
     * @param whole whether output and errors are all that it printed; what it printed beyond what is kept is cut off
     */
    record Exited(int code, String output, String errors, Duration took, boolean whole) implements Ending {
        /** All that it printed is there. */
        public Exited(int code, String output, String errors, Duration took) {
            this(code, output, errors, took, true);
        }

        public boolean succeeded() {
            return code == 0;
        }

        /** It ended well and all that it printed is there: a list that was cut off is no answer. */
        public boolean answered() {
            return succeeded() && whole;
        }
    }

    /** It was killed at its time limit; what it had printed until then is kept. */
    record TimedOut(Duration limit, String output, String errors) implements Ending {}

    /** It could not be started at all: no such program, not executable, no such folder. */
    record NotStarted(String reason) implements Ending {}
}
