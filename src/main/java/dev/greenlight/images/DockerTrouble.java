package dev.greenlight.images;

import dev.greenlight.report.ExternalFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises, in what Docker's client prints, failures that are nobody's code: those of the engine, the disk, a base image, a registry.
 * Anything else is the build's own failure, and so a verdict.
 */
public final class DockerTrouble {
    private static final Pattern NO_ENGINE = Pattern.compile(
            "(?i)cannot connect to the docker daemon(?: at (?<at>\\S+)\\.(?=\\s|$))?|is the docker daemon running|permission denied while trying to connect to the docker (?:daemon|api)|error during connect");
    private static final Pattern NO_COMPOSE = Pattern.compile(
            "'compose' is not a docker command|unknown command: docker compose|unknown flag: --project-name");
    private static final Pattern DISK = Pattern.compile("(?i)no space left on device|disk quota exceeded");
    private static final Pattern BASE = Pattern.compile(
            "failed to resolve source metadata for (?<a>\\S+?):? |pull access denied for (?<b>[^\\s,]+)|manifest for (?<c>\\S+) not found"
                    + "|failed to do request: (?:Head|Get) \"?https?://(?<d>[^\\s\"]+)/manifests/\\S+"
                    + "|failed to create LLB definition: (?<g>\\S+): not found"
                    + "|(?<h>\\S+): pull access denied, repository does not exist"
                    + "|Get \"?(?<e>https?://[^/\\s\"]+/v2/)[^\\n]*(?:connection refused|no such host|timeout|certificate|EOF)"
                    + "|No such image: (?<f>\\S+)");
    private static final Pattern REFUSED = Pattern.compile(
            "(?i)unauthorized|authentication required|denied|forbidden|no basic auth credentials|\\b40[13]\\b");
    private static final Pattern UNREACHABLE = Pattern.compile(
            "(?i)connection refused|no such host|i/o timeout|timeout exceeded|connection reset|EOF|x509|server gave HTTP response to HTTPS client|network is unreachable");
    private static final Pattern BROKEN = Pattern.compile(
            "(?i)unexpected (?:http )?status(?: code)?:? (?:from [^:]+: )?(?<status>[^\\n]{1,60})|\\b5[0-9]{2} [A-Z][A-Za-z ]+");

    private DockerTrouble() {}

    /**
     * A failure of the engine, its disk or its client.
     *
     * @param tried continues "Tried to"
     * @param output all that the client printed
     */
    public static Optional<ExternalFailure> engine(String tried, String output) {
        Matcher engine = NO_ENGINE.matcher(output);
        if (engine.find()) {
            String at = Optional.ofNullable(engine.group("at")).orElse("its socket");
            return Optional.of(
                    new ExternalFailure(
                            tried,
                            "no Docker engine answers at " + at,
                            "On a runner use a Linux machine with Docker; on a laptop start Docker, or point DOCKER_HOST to it, and see that you may use its socket."));
        }
        if (NO_COMPOSE.matcher(output).find()) {
            return Optional.of(
                    new ExternalFailure(tried, "Docker's client has no compose", "Install Docker's compose plugin."));
        }
        return DISK.matcher(output).find()
                ? Optional.of(new ExternalFailure(
                        tried,
                        "the disk of the Docker engine is full",
                        "Free space on it, for example with docker system prune, or use a larger runner."))
                : Optional.empty();
    }

    /** A failure of a build that comes from outside: the engine, its disk, or a base image that cannot be had. */
    public static Optional<ExternalFailure> build(String tried, String output) {
        Optional<ExternalFailure> engine = engine(tried, output);
        Matcher base = BASE.matcher(output);
        if (engine.isPresent() || !base.find()) {
            return engine;
        }
        String name = "a base image";
        for (String group : new String[] {"a", "b", "c", "d", "e", "f", "g", "h"}) {
            name = Optional.ofNullable(base.group(group)).orElse(name);
        }
        return Optional.of(
                new ExternalFailure(
                        tried,
                        name + " is not on this engine and could not be pulled",
                        "Check the name in the Dockerfile or compose file, that the registry can be reached from here, and that this job is logged in to it when it is private."));
    }

    /**
     * A failed push.
     *
     * @param image what was pushed, with its registry
     */
    public static ExternalFailure push(String image, String output) {
        String tried = "push " + image;
        Matcher broken = BROKEN.matcher(output);
        if (REFUSED.matcher(output).find()) {
            return new ExternalFailure(
                    tried,
                    "the registry refused: " + last(output),
                    "Give this action credentials that may write there (credentials), or log Docker in before it.");
        }
        return engine(tried, output)
                .orElseGet(() -> UNREACHABLE.matcher(output).find()
                        ? new ExternalFailure(
                                tried,
                                "the registry could not be reached: " + last(output),
                                "Check the registry's name, and that the Docker engine can reach it.")
                        : new ExternalFailure(
                                tried,
                                broken.find() ? "the registry failed: " + last(output) : "it failed: " + last(output),
                                "Run the action again; when it fails again, look at the registry's own status."));
    }

    private static String last(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElse("it said nothing");
    }
}
