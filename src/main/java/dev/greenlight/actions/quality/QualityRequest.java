package dev.greenlight.actions.quality;

import dev.greenlight.process.ShellText;
import dev.greenlight.project.waivers.WaiversFile;
import dev.greenlight.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    /** Where the project's description is when nothing else is said. */
    public static final String CONFIG = "greenlight.yml";

    /** Where an earlier run's findings are when nothing else is said. */
    public static final String BASELINE = "greenlight-baseline.json";

    private static final Map<String, String> USUAL = Map.of(
            "config",
            CONFIG,
            "fail-on",
            word(Severity.ERROR),
            "waivers",
            WaiversFile.NAME,
            "baseline",
            word(Mode.NONE),
            "baseline-file",
            BASELINE);

    public QualityRequest {
        wanted = List.copyOf(wanted);
    }

    /** The command that asks for the same on a laptop, but for which checks and how long: what differs from the usual is said. */
    public String command(Path workspace) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("config", workspace.relativize(config).toString());
        said.put("fail-on", word(failOn));
        said.put("waivers", workspace.relativize(waivers).toString());
        said.put("baseline", word(against.mode()));
        if (against.mode() == Mode.FILE) {
            said.put("baseline-file", workspace.relativize(against.file()).toString());
        }
        against.ref().ifPresent(ref -> said.put("baseline-ref", ref));
        said.entrySet().removeAll(USUAL.entrySet());
        return said.entrySet().stream()
                .map(flag -> " " + ShellText.flag(flag.getKey(), flag.getValue()))
                .collect(Collectors.joining("", "greenlight quality", ""));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
