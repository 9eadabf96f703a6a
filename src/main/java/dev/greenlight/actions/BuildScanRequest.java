package dev.greenlight.actions;

import dev.greenlight.images.ImageBuild;
import dev.greenlight.images.ImageName;
import dev.greenlight.images.ImageNames;
import dev.greenlight.project.Environment;
import dev.greenlight.project.Project;
import dev.greenlight.project.ProjectFile;
import dev.greenlight.project.Service;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code build-scan} was asked for.
 *
 * @param folder the folder of {@code greenlight.yml}
 * @param project what it says
 * @param version the images' tag and what they are told as their release
 * @param registry host and path of the registry; empty when nothing is pushed and none is named
 * @param access how the registry is asked and logged in to
 * @param push whether to push
 * @param gate what a push needs
 * @param limit for all of it
 */
record BuildScanRequest(
        Path folder,
        Project project,
        String version,
        Optional<String> registry,
        Access access,
        boolean push,
        Gate gate,
        Duration limit) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final String EXAMPLE = "europe-west1-docker.pkg.dev/project/repository";

    /**
     * @param endpoint where the registry answers over HTTP; empty for its host's own address
     * @param credentials a service account's key
     */
    record Access(Optional<URI> endpoint, Optional<Secret> credentials) {}

    /**
     * @param required the actions whose green reports a push needs
     * @param artifacts where some of these reports come from
     */
    record Gate(List<String> required, List<ArtifactName> artifacts) {
        Gate {
            required = required.equals(List.of("none")) ? List.of() : List.copyOf(required);
            artifacts = List.copyOf(artifacts);
        }
    }

    static BuildScanRequest read(Inputs inputs, Surroundings surroundings) {
        Path workspace = surroundings.workspace();
        Path config = inputs.within(workspace, "config", "greenlight.yml");
        List<String> environments = inputs.list("environment");
        Optional<String> named = inputs.optional("registry");
        named.filter(text -> !ImageName.isRegistry(text))
                .ifPresent(
                        text -> inputs.refuse("registry", text, "a registry's host and path, without scheme", EXAMPLE));
        Access access = new Access(inputs.address("registry-endpoint"), inputs.secret("credentials"));
        boolean push = inputs.flag("push");
        List<String> required = inputs.list("require");
        required.stream()
                .filter(action -> !action.matches("[a-z][a-z0-9-]*"))
                .forEach(action -> inputs.refuse("require", action, "names of actions, or none", "quality,test"));
        Gate gate = new Gate(required, inputs.artifacts("reports-from", surroundings));
        Optional<String> version = inputs.matching(
                        "version", TAG, "a tag of an image: letters, digits, _ . -", "v1.4.0")
                .or(() -> Optional.of(surroundings.commit()).filter(commit -> !commit.isEmpty()));
        if (version.isEmpty()) {
            inputs.refuse("version", "", "a version, since the commit is unknown here (GITHUB_SHA)", "v1.4.0");
        }
        Duration limit = inputs.duration("time-limit").orElse(Duration.ofMinutes(30));
        Optional<Project> project = project(inputs, workspace, config);
        Optional<String> registry =
                project.flatMap(known -> named.or(() -> registry(inputs, known, environments, push)));
        inputs.check();
        return new BuildScanRequest(
                config.resolveSibling("").normalize(),
                project.orElseThrow(),
                version.orElseThrow(),
                registry,
                access,
                push,
                gate,
                limit);
    }

    private static Optional<Project> project(Inputs inputs, Path workspace, Path config) {
        try {
            return Optional.of(ProjectFile.read(workspace, config));
        } catch (InvalidInput refused) {
            inputs.refuse(refused);
            return Optional.empty();
        }
    }

    /** The one registry of the environments; without any named, of all there are. */
    private static Optional<String> registry(Inputs inputs, Project project, List<String> environments, boolean push) {
        Set<String> registries = new TreeSet<>();
        List<String> names =
                environments.isEmpty() ? List.copyOf(project.environments().keySet()) : environments;
        for (String name : names) {
            try {
                Environment environment = project.environment(name);
                registries.add(environment.registry());
            } catch (InvalidInput refused) {
                inputs.refuse(refused);
            }
        }
        if (registries.size() == 1) {
            return Optional.of(registries.iterator().next());
        }
        if (push || registries.size() > 1 && !environments.isEmpty()) {
            inputs.refuse(
                    "environment",
                    String.join(",", environments),
                    registries.isEmpty()
                            ? "an environment of greenlight.yml, or a registry"
                            : "environments that share one registry (there are " + String.join(", ", registries) + ")",
                    "production");
        }
        return Optional.empty();
    }

    /** How the images are called; only where a registry is known. */
    ImageNames names() {
        return new ImageNames(registry.orElseThrow());
    }

    List<ImageBuild> builds(Surroundings surroundings) {
        ImageBuild.Stamp stamp = new ImageBuild.Stamp(
                version, surroundings.commit(), surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS));
        return project.services().values().stream()
                .map(service -> build(service, surroundings.workspace(), stamp))
                .toList();
    }

    private ImageBuild build(Service service, Path workspace, ImageBuild.Stamp stamp) {
        Path context = folder.resolve(service.path()).normalize();
        String place = workspace.relativize(context.resolve("Dockerfile")).toString();
        String tag = registry.map(known -> ImageName.of(known, service.name()).tagged(version))
                .orElse("greenlight/" + service.name() + ":" + version);
        return new ImageBuild(service.name(), context, place, service.port(), tag, stamp);
    }
}
