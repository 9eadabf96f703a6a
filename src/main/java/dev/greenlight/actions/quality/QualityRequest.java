package dev.greenlight.actions.quality;

import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code quality} is asked for.
 *
 * @param config the project's description, in the workspace
 * @param wanted checks by name; empty for all that fit
 * @param failOn the least grave finding that fails the run
 * @param times how long it may take, and should
 * @param waivers the file of waivers, in the workspace
 * @param against what the findings are compared with
 * @param changed whether tools that judge each file by itself look at the files of the change alone
 */
public record QualityRequest(
        Path config,
        List<String> wanted,
        Severity failOn,
        Times times,
        Path waivers,
        Against against,
        boolean changed) {
    public QualityRequest {
        wanted = List.copyOf(wanted);
    }

    /**
     * How long it may take, and should.
     *
     * @param limit for all tools together
     * @param toolLimit for each tool on each target
     * @param budget how long the phase should take
     */
    public record Times(Duration limit, Duration toolLimit, Duration budget) {
        private static final Duration USUAL = Duration.ofMinutes(5);

        /** @param toolLimit empty for five minutes, or half of the limit when that is more */
        public static Times of(Duration limit, Optional<Duration> toolLimit, Duration budget) {
            Duration half = limit.dividedBy(2);
            return new Times(limit, toolLimit.orElse(half.compareTo(USUAL) > 0 ? half : USUAL), budget);
        }
    }

    /** What the findings are compared with. */
    public enum Mode {
        NONE,
        FILE,
        MERGE_BASE
    }

    /**
     * What the findings are compared with, and where that is.
     *
     * @param file an earlier run's findings, in the workspace
     * @param ref the branch, tag or commit whose merge base is meant; empty to decide by the event
     */
    public record Against(Mode mode, Path file, Optional<String> ref) {}
}
