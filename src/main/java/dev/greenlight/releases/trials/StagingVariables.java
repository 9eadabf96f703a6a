package dev.greenlight.releases.trials;

import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.steps.Scene;
import dev.greenlight.releases.steps.Standing;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a project's own tests are told of a release. */
final class StagingVariables {
    private static final String PREFIX = "GREENLIGHT_";

    private final Scene scene;
    private final Map<String, String> variables = new TreeMap<>();

    StagingVariables(Scene scene, String version, StagingTests tests) {
        this.scene = scene;
        variables.put(PREFIX + "VERSION", version);
        tests.tenant().ifPresent(tenant -> variables.put(PREFIX + "TENANT", tenant));
    }

    /**
     * Adds a service under its own name.
     *
     * @param shown whether it also stands for all
     * @return whether its new revision has an address
     */
    boolean describe(Standing service, boolean shown) {
        Optional<URI> address = address(service);
        String name = service.plan().service().name().toUpperCase(Locale.ROOT).replace('-', '_');
        address.ifPresent(known -> add(service, known, PREFIX + name + "_"));
        address.filter(known -> shown).ifPresent(known -> add(service, known, PREFIX));
        return address.isPresent();
    }

    Map<String, String> all() {
        return Collections.unmodifiableMap(variables);
    }

    private void add(Standing service, URI address, String prefix) {
        variables.put(prefix + "URL", address.toString());
        variables.put(prefix + "REVISION", green(service).value());
        // Nobody may call a service before its first release is proven, and the tests come before that.
        service.place().token(scene.identity()).ifPresent(token -> {
            scene.progress().mask(token.reveal());
            variables.put(prefix + "TOKEN", token.reveal());
        });
    }

    /** Where the new revision alone answers; a service that serves it already answers so everywhere. */
    private static Optional<URI> address(Standing service) {
        RevisionName green = green(service);
        Map<Tag, RevisionName> tags =
                service.existing().served().traffic().map(Traffic::tags).orElse(Map.of());
        return service.existing()
                .served()
                .url(Tag.CANDIDATE)
                .filter(url -> green.equals(tags.get(Tag.CANDIDATE)))
                .or(() -> tags.entrySet().stream()
                        .filter(tag -> tag.getValue().equals(green))
                        .flatMap(tag -> service.existing().served().url(tag.getKey()).stream())
                        .findFirst())
                .or(() -> service.plan().done() ? service.existing().url() : Optional.empty());
    }

    private static RevisionName green(Standing service) {
        return service.plan().green().name();
    }
}
