package dev.greenlight.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.actions.staging.Checkout;
import dev.greenlight.actions.staging.OwnTests;
import dev.greenlight.project.Environment;
import dev.greenlight.releases.agreement.Agreement;
import dev.greenlight.releases.agreement.PlanFile;
import dev.greenlight.releases.plan.ReleaseRequest;
import dev.greenlight.releases.trials.Tester;
import dev.greenlight.releases.world.ImageReference;
import dev.greenlight.report.Report;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The action {@code deploy-bluegreen}: a release, verified at every step, or taken back. */
final class DeployBluegreenDoor implements Door {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final long LARGEST_PLAN = 4_000_000;
    private static final String EXAMPLE =
            "{\"backend\":\"europe-west1-docker.pkg.dev/project/repository/backend@sha256:<64 hexadecimal digits>\"}";
    private static final String ACCEPTED =
            "a JSON object with every service's image by digest, such as the output" + " 'images' of build-scan";

    @Override
    public String name() {
        return "deploy-bluegreen";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        Optional<CloudWiring.Target> target = CloudWiring.target(inputs, surroundings);
        String text = inputs.required("images", ACCEPTED, EXAMPLE);
        Map<String, ImageReference> images = inputs.optional("images").isEmpty()
                ? Map.of()
                : images(inputs, text, target.map(CloudWiring.Target::environment));
        Optional<String> version = inputs.matching("version", VERSION, "letters, digits, _ . - (at most 128)", "v1.4.0")
                .or(() -> Optional.of(surroundings.commit()).filter(commit -> !commit.isEmpty()));
        if (version.isEmpty() && inputs.optional("version").isEmpty()) {
            inputs.refuse("version", "", "a version, since the commit is unknown here (GITHUB_SHA)", "v1.4.0");
        }
        String mode = inputs.choice("mode", List.of("apply", "plan")).orElse("apply");
        boolean force = inputs.flag("force");
        Optional<String> approved =
                inputs.matching("plan-hash", HASH, "the output 'plan-hash' of a run with mode 'plan'", "0".repeat(64));
        Optional<PlanFile> kept = planFile(inputs, surroundings);
        Optional<Secret> token = inputs.secret("github-token");
        Optional<URI> registry = inputs.address("registry-endpoint");
        inputs.check();
        CloudWiring.Target known = target.orElseThrow();
        ReleaseRequest request = new ReleaseRequest(
                known.project(),
                known.environment(),
                images,
                version.orElseThrow(),
                force,
                TurnsWiring.owner(surroundings));
        return CloudWiring.releases(
                        known,
                        registry,
                        TurnsWiring.turns(surroundings, token),
                        TurnsWiring.notices(surroundings, token, Optional.of(surroundings.commit())),
                        tester(known.folder(), surroundings),
                        CloudWiring.atGooglesTime(known, surroundings))
                .deploy(request, mode.equals("plan"), new Agreement(approved, kept));
    }

    private static Tester tester(Path folder, Surroundings surroundings) {
        return new OwnTests(
                new Checkout(surroundings.workspace(), surroundings.host(), folder),
                DockerEngine.client(surroundings, folder),
                surroundings.environment());
    }

    private static Optional<PlanFile> planFile(Inputs inputs, Surroundings surroundings) {
        Optional<String> name = inputs.optional("plan-file");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path path = inputs.within(surroundings.workspace(), "plan-file", "greenlight-reports/" + PlanFile.NAME);
        Optional<PlanFile> kept = Optional.empty();
        try {
            if (Files.isRegularFile(path) && Files.size(path) <= LARGEST_PLAN) {
                kept = PlanFile.parse(Files.readString(path));
            }
        } catch (IOException e) {
            // Not UTF-8, or not readable: refused below like any other file that is no plan.
        }
        if (kept.isEmpty()) {
            inputs.refuse(
                    "plan-file",
                    name.get(),
                    "the file " + PlanFile.NAME + " as a run with mode plan left it",
                    "greenlight-reports/" + PlanFile.NAME);
        }
        return kept;
    }

    private static Map<String, ImageReference> images(Inputs inputs, String text, Optional<Environment> environment) {
        Map<String, ImageReference> images = new LinkedHashMap<>();
        JsonNode node;
        try {
            node = JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            inputs.refuse("images", text, ACCEPTED, EXAMPLE);
            return images;
        }
        if (node == null || !node.isObject()) {
            inputs.refuse("images", text, ACCEPTED, EXAMPLE);
            return images;
        }
        node.properties().forEach(entry -> {
            String value = entry.getValue().asText("");
            ImageReference.parse(value)
                    .ifPresentOrElse(
                            image -> images.put(entry.getKey(), image),
                            () -> inputs.refuse(
                                    "images",
                                    entry.getKey() + ": " + value,
                                    "an image by digest: HOST/PATH@sha256:…",
                                    EXAMPLE));
        });
        environment.ifPresent(known -> {
            missing(inputs, images.keySet(), known);
            images.forEach((service, image) -> strange(inputs, service, image, known));
        });
        return images;
    }

    /** An image that build-scan would not have called so was pushed to another place or is another's: a mix-up and not a release. */
    private static void strange(Inputs inputs, String service, ImageReference image, Environment environment) {
        String expected = environment.registry() + "/" + service;
        if (!expected.equals(image.registry() + "/" + image.repository())) {
            inputs.refuse(
                    "images",
                    service + ": " + image,
                    "an image of " + service + " in the environment's registry, " + environment.registry()
                            + ", where build-scan calls it " + expected,
                    EXAMPLE);
        }
    }

    private static void missing(Inputs inputs, Set<String> given, Environment environment) {
        Set<String> missing = new TreeSet<>(environment.services().keySet());
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            inputs.refuse(
                    "images",
                    String.join(", ", given),
                    "an image for every service of the environment; there is none for " + String.join(", ", missing),
                    EXAMPLE);
        }
    }
}
