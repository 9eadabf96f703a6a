package dev.greenlight.project;

import dev.greenlight.project.yaml.Faults;
import dev.greenlight.project.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code staging-tests} of a release. */
final class StagingTestsReader {
    private static final Pattern WORD = Pattern.compile("(?s).+");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final Faults faults;

    StagingTestsReader(Faults faults) {
        this.faults = faults;
    }

    StagingTests read(Fields fields) {
        List<String> command = fields.items("command", Tag.STR, WORD, "a word of a command", "python3");
        if (!fields.has("command")) {
            faults.note(
                    fields.at("command"), "", "a list of words, the program first", "[python3, scripts/staging.py]");
        }
        Optional<String> image = fields.optionalText("image", IMAGE, "an image's name", "python:3.13-slim");
        Duration within = fields.duration("within", StagingTests.USUAL);
        if (within.compareTo(StagingTests.LONGEST) > 0) {
            faults.note(fields.at("within"), within.toMinutes() + "m", "at most 1h", "10m");
            within = StagingTests.USUAL;
        }
        Optional<String> effects = fields.optionalText(
                "effects", Pattern.compile("none"), "none, for tests that only read; else tenant and its name", "none");
        Optional<String> tenant = fields.optionalText(
                "tenant", TENANT, "the name of a tenant: letters, digits, dots, underscores, hyphens", "staging");
        declared(fields);
        fields.end();
        return new StagingTests(
                command.isEmpty() ? List.of("true") : command,
                image,
                within,
                effects.isPresent() ? Optional.empty() : tenant);
    }

    /** The tests run in production, so that nobody may have to guess what they do there. */
    private void declared(Fields fields) {
        if (fields.has("effects") == fields.has("tenant")) {
            faults.note(
                    fields.at(fields.has("effects") ? "tenant" : "effects"),
                    fields.has("effects") ? "effects and tenant" : "",
                    "exactly one of effects: none (the tests only read) and tenant: NAME (they write there alone), since they"
                            + " run in the same environment as the users",
                    "effects: none");
        }
    }
}
