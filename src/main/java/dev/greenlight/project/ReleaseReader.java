package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code release}, of the project or of one environment. */
final class ReleaseReader {
    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern ADDRESS = Pattern.compile("/\\S*");

    private final Faults faults;

    ReleaseReader(Faults faults) {
        this.faults = faults;
    }

    /** @param preset what holds where the file says nothing */
    ReleasePolicy read(Fields fields, ReleasePolicy preset) {
        List<Integer> steps = steps(fields, preset.steps());
        ReleasePolicy.Gate gate = fields.object("gate")
                .map(gateFields -> gate(gateFields, preset.gate()))
                .orElse(preset.gate());
        int keep = fields.number("keep", 1, ReleasePolicy.MOST_KEEP, preset.keep());
        Optional<StagingTests> tests = fields.object("staging-tests")
                .map(below -> new StagingTestsReader(faults).read(below))
                .or(preset::stagingTests);
        Duration bake = bake(fields, preset.bake());
        fields.end();
        int most = ReleasePolicy.MOST_JUDGED - ReleasePolicy.judgedBesides(gate, bake);
        if (steps.size() > most) {
            faults.note(
                    fields.at("steps"),
                    steps.size() + " steps",
                    "at most " + most + " steps"
                            + (gate.synthetic().isPresent() ? ", as synthetic load is judged like a step" : "")
                            + (bake.isPositive() ? ", as the bake is judged like a step" : ""),
                    "[10, 50, 100]");
            steps = ReleasePolicy.DEFAULT.steps();
        }
        return new ReleasePolicy(steps, gate, keep, bake, tests);
    }

    private Duration bake(Fields fields, Duration preset) {
        Duration bake = fields.durationOrNone("bake", preset);
        if (bake.compareTo(ReleasePolicy.LONGEST_BAKE) > 0) {
            faults.note(fields.at("bake"), bake.toSeconds() + "s", "none, or at most 4h", "10m");
            return preset;
        }
        return bake;
    }

    private List<Integer> steps(Fields fields, List<Integer> preset) {
        List<Integer> steps = fields.items("steps", Tag.INT, PERCENT, "a whole percentage from 1 to 100", "50").stream()
                .map(Integer::valueOf)
                .toList();
        if (steps.isEmpty()) {
            return preset;
        }
        boolean rising = steps.getLast() == 100;
        for (int i = 1; i < steps.size(); i++) {
            rising &= steps.get(i) > steps.get(i - 1);
        }
        if (!rising) {
            faults.note(
                    fields.at("steps"), steps.toString(), "percentages that rise and end with 100", "[10, 50, 100]");
        }
        return rising ? steps : preset;
    }

    private ReleasePolicy.Gate gate(Fields fields, ReleasePolicy.Gate preset) {
        int successes = fields.number("successes", 1, 1000, preset.successes());
        Duration healthLimit = fields.duration("health-limit", preset.healthLimit());
        Duration observe = fields.duration("observe", preset.observe());
        Duration observeLimit = fields.duration("observe-limit", preset.observeLimit());
        int requests = fields.number("minimum-requests", 1, 1_000_000, preset.minimumRequests());
        ReleasePolicy.Limits limits = limits(fields, preset.limits());
        ReleasePolicy.Undecided undecided = fields.optionalText(
                        "undecided", Pattern.compile("abort|proceed"), "abort or proceed", "abort")
                .map(word -> ReleasePolicy.Undecided.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(preset.undecided());
        Optional<ReleasePolicy.Synthetic> synthetic =
                fields.object("synthetic").map(this::synthetic).or(preset::synthetic);
        if (observeLimit.compareTo(observe) < 0) {
            faults.note(
                    fields.at("observe-limit"),
                    observeLimit.toSeconds() + "s",
                    "at least observe, which is " + observe.toSeconds() + "s",
                    observe.multipliedBy(5).toSeconds() + "s");
            observeLimit = observe;
        }
        fields.end();
        return new ReleasePolicy.Gate(
                successes, healthLimit, observe, observeLimit, requests, limits, undecided, synthetic);
    }

    private static ReleasePolicy.Limits limits(Fields fields, ReleasePolicy.Limits preset) {
        return new ReleasePolicy.Limits(
                fields.share("maximum-error-rate", preset.maximumErrorRate()),
                fields.optionalDuration("maximum-p95").or(preset::maximumP95),
                fields.optionalDuration("maximum-p99").or(preset::maximumP99),
                fields.decimal("tolerated-slowdown", 0, 100, preset.toleratedSlowdown()));
    }

    private ReleasePolicy.Synthetic synthetic(Fields fields) {
        String path = fields.text("path", ADDRESS, "a path that starts with / and that changes nothing", "/api/items");
        int perSecond = fields.number("per-second", 1, ReleasePolicy.Synthetic.MOST_PER_SECOND, 10);
        Duration time = fields.duration("time", Duration.ofSeconds(30));
        if (time.compareTo(ReleasePolicy.Synthetic.LONGEST) > 0) {
            faults.note(fields.at("time"), time.toSeconds() + "s", "at most 5m", "30s");
            time = Duration.ofSeconds(30);
        }
        fields.end();
        return new ReleasePolicy.Synthetic(path, perSecond, time);
    }
}
