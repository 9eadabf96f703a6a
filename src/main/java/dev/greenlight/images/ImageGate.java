package dev.greenlight.images;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an image by its description and its history. A value that looks secret is named, never shown. */
final class ImageGate {
    private static final Set<String> ROOT = Set.of("", "0", "root");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\b([A-Za-z_][A-Za-z0-9_]*)=(\"[^\"]*\"|'[^']*'|[^\\s;&|]+)");

    private final ImageBuild build;
    private final List<Finding> findings = new ArrayList<>();

    private ImageGate(ImageBuild build) {
        this.build = build;
    }

    /** @param history the steps that made the image */
    static List<Finding> judge(ImageBuild build, BuiltImage image, List<String> history) {
        ImageGate gate = new ImageGate(build);
        gate.user(image);
        gate.secrets(image, history);
        gate.ports(image);
        return List.copyOf(gate.findings);
    }

    private void user(BuiltImage image) {
        String user = image.user().replaceAll(":.*", "");
        if (ROOT.contains(user)) {
            say(Severity.ERROR, "runs-as-root", "runs as root; name another user in the Dockerfile: USER 10001");
        }
    }

    private void secrets(BuiltImage image, List<String> history) {
        for (String variable : image.env()) {
            int equals = variable.indexOf('=');
            if (equals > 0 && SecretLook.at(variable.substring(0, equals), variable.substring(equals + 1))) {
                say(
                        Severity.ERROR,
                        "secret-in-env",
                        "has what looks like a secret in its variable " + variable.substring(0, equals));
            }
        }
        image.labels().forEach((name, value) -> {
            if (SecretLook.at(name, value)) {
                say(Severity.ERROR, "secret-in-label", "has what looks like a secret in its label " + name);
            }
        });
        history.stream()
                .flatMap(step ->
                        ASSIGNMENT.matcher(step).results().map(match -> secretName(match.group(1), match.group(2))))
                .flatMap(Optional::stream)
                .distinct()
                .filter(name -> image.env().stream().noneMatch(variable -> variable.startsWith(name + "=")))
                .forEach(name -> say(
                        Severity.ERROR,
                        "secret-in-history",
                        "has what looks like a secret in the history of its build, as " + name
                                + "; give it to the build as a secret mount"));
    }

    private static Optional<String> secretName(String name, String value) {
        String bare = value.replaceAll("^[\"']|[\"']$", "");
        return SecretLook.at(name, bare) ? Optional.of(name) : Optional.empty();
    }

    private void ports(BuiltImage image) {
        if (image.ports().isEmpty()) {
            say(Severity.NOTE, "no-port", "does not say which port it listens on (EXPOSE)");
        } else if (!image.ports().contains(build.port())) {
            say(
                    Severity.WARNING,
                    "other-port",
                    "exposes %s, greenlight.yml says %d".formatted(image.ports(), build.port()));
        }
        if (image.ports().stream().allMatch(port -> port < 1024)
                && !image.ports().isEmpty()
                && !ROOT.contains(image.user())) {
            say(Severity.WARNING, "low-port", "exposes a port below 1024, which its user may not open everywhere");
        }
    }

    private void say(Severity severity, String rule, String text) {
        findings.add(new Finding(
                "image",
                rule,
                severity,
                Optional.of(Location.of(build.place())),
                "The image of " + build.service() + " " + text + "."));
    }
}
