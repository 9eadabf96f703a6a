package dev.greenlight.checks;

import dev.greenlight.process.Deadline;
import java.time.Duration;

/**
 * How long checks may take.
 *
 * @param all by when all of them have to be over
 * @param each for one tool's run on one target; positive
 */
public record TimeLimits(Deadline all, Duration each) {
    public TimeLimits {
        if (each.isNegative() || each.isZero()) {
            throw new IllegalArgumentException("a tool's time limit is positive: " + each);
        }
    }

    /** What a tool that begins now has: its own time, or what is left of that of all; at least a moment. */
    Duration left() {
        Duration left = all.left();
        return each.compareTo(left) < 0 ? each : left;
    }

    /** What is said to have been too short when a tool was stopped after that time. */
    Duration exceeded(Duration given) {
        return given.equals(each) ? each : all.limit();
    }

    /** Whether no tool can begin any more. */
    boolean over() {
        return all.gone().compareTo(all.limit()) >= 0;
    }
}
