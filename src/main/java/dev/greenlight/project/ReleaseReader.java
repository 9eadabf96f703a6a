package dev.greenlight.project;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code release}, of the project or of one environment. */
final class ReleaseReader {
    private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?|100");

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
        fields.end();
        return new ReleasePolicy(steps, gate);
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
        double errors = fields.share("maximum-error-rate", preset.maximumErrorRate());
        if (observeLimit.compareTo(observe) < 0) {
            faults.note(
                    fields.at("observe-limit"),
                    observeLimit.toSeconds() + "s",
                    "at least observe, which is " + observe.toSeconds() + "s",
                    observe.multipliedBy(5).toSeconds() + "s");
            observeLimit = observe;
        }
        fields.end();
        return new ReleasePolicy.Gate(successes, healthLimit, observe, observeLimit, requests, errors);
    }
}
