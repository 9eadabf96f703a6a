package dev.greenlight.actions;

import dev.greenlight.report.DurationText;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.results.ResultsAccess;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * An action's inputs by name, already defaulted from its {@code action.yml}. A getter that cannot accept its value notes the fault and returns
 * a harmless stand-in; {@link #check()} then refuses all faults at once. No effect may happen before {@code check()}.
 */
class Inputs {
    private final Map<String, String> values;
    private final Consumer<String> mask;
    private final List<InvalidInput.Fault> faults = new ArrayList<>();

    Inputs(Map<String, String> values) {
        this(values, secret -> {});
    }

    /** @param mask is told each secret when it is read, before the door can print it */
    Inputs(Map<String, String> values, Consumer<String> mask) {
        this.values = Map.copyOf(values);
        this.mask = mask;
    }

    /** The value, trimmed; empty when absent. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A value that must be there. */
    String required(String name, String accepted, String example) {
        return optional(name).orElseGet(() -> {
            refuse(name, "", accepted, example);
            return example;
        });
    }

    /** A value that must match the pattern when present. */
    Optional<String> matching(String name, Pattern pattern, String accepted, String example) {
        Optional<String> value = optional(name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            refuse(name, value.get(), accepted, example);
            return Optional.empty();
        }
        return value;
    }

    /** {@code true} or {@code false}; absent is false. */
    boolean flag(String name) {
        String value = optional(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            refuse(name, value, "true or false", "true");
        }
        return value.equals("true");
    }

    /** A whole number within bounds; empty when absent. */
    Optional<Integer> number(String name, int least, int most) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        refuse(name, value.get(), "a whole number from " + least + " to " + most, String.valueOf(least));
        return Optional.empty();
    }

    /** A positive duration such as {@code 90s}, {@code 5m}, {@code 500ms}; empty when absent. */
    Optional<Duration> duration(String name) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = DurationText.parse(value.get());
        if (duration.isEmpty()) {
            refuse(name, value.get(), DurationText.FORM, DurationText.EXAMPLE);
        }
        return duration;
    }

    /** One of a few words; empty when absent. */
    Optional<String> choice(String name, List<String> words) {
        Optional<String> value = optional(name);
        if (value.isPresent() && !words.contains(value.get())) {
            refuse(name, value.get(), "one of " + String.join(", ", words), words.getFirst());
            return Optional.empty();
        }
        return value;
    }

    /** Comma- or line-separated words; empty when absent. */
    List<String> list(String name) {
        return optional(name).stream()
                .flatMap(value -> Pattern.compile("[,\\n]").splitAsStream(value))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A secret; its value never enters a fault. */
    Optional<Secret> secret(String name) {
        Optional<String> value = optional(name);
        value.ifPresent(mask);
        return value.map(Secret::of);
    }

    /** An http or https address without path; empty when absent. */
    Optional<URI> address(String name) {
        Optional<String> value = optional(name);
        if (value.isPresent() && !value.get().matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
            refuse(name, value.get(), "an http or https address without a path", "https://run.googleapis.com");
            return Optional.empty();
        }
        return value.map(text -> URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** The name of an artifact; refused where there is no job to leave one in. */
    Optional<ArtifactName> artifact(String name, Surroundings surroundings) {
        return artifacts(name, optional(name).stream().toList(), surroundings).stream()
                .findFirst();
    }

    /** Comma- or line-separated names of artifacts; refused where there is no job to have any. */
    List<ArtifactName> artifacts(String name, Surroundings surroundings) {
        return artifacts(name, list(name), surroundings);
    }

    private List<ArtifactName> artifacts(String name, List<String> given, Surroundings surroundings) {
        List<ArtifactName> names = new ArrayList<>();
        for (String text : given) {
            ArtifactName.parse(text)
                    .ifPresentOrElse(names::add, () -> refuse(name, text, ArtifactName.FORM, "greenlight-reports"));
        }
        if (!given.isEmpty() && surroundings.results().isEmpty()) {
            String why = "none outside of a job, where %s and %s are not both set"
                    .formatted(ResultsAccess.URL, ResultsAccess.TOKEN);
            refuse(name, String.join(", ", given), why, "(leave it out)");
        }
        return names;
    }

    /** A path inside the workspace, resolved against it; links that lead outside are refused too. */
    Path within(Path workspace, String name, String example) {
        String value = required(name, "a path inside the workspace", example);
        try {
            Path path = workspace.resolve(value).normalize();
            Path real = path.toFile().exists() ? path.toRealPath() : path;
            if (real.startsWith(workspace.toRealPath()) || real.startsWith(workspace)) {
                return path;
            }
        } catch (java.io.IOException | java.nio.file.InvalidPathException e) {
            // Falls through to the refusal, which names the value.
        }
        refuse(name, value, "a path inside the workspace", example);
        return workspace;
    }

    /** Notes a fault that only the caller can see. */
    void refuse(String name, String value, String accepted, String example) {
        faults.add(new InvalidInput.Fault(name, value, accepted, example));
    }

    /** Adds the faults of a file that the inputs name. */
    void refuse(InvalidInput refused) {
        faults.addAll(refused.faults());
    }

    /** @throws InvalidInput with every fault noted so far, when there is any */
    void check() {
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }
}
