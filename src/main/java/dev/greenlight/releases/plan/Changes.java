package dev.greenlight.releases.plan;

import dev.greenlight.project.EnvTemplate;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Contents;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import dev.greenlight.releases.world.Traits;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What will be different after a release: image, variables, secrets, resources and traffic of each service, and the revisions that are deleted.
 * Each change has {@code service}, {@code what}, {@code name} (of a variable or resource, else empty), {@code from} and {@code to}. A plain
 * variable's old value is never shown, since somebody may have put a secret there; {@code set}, {@code changed} and {@code removed} are.
 */
final class Changes {
    private final Snapshot snapshot;
    private final List<Map<String, String>> found = new ArrayList<>();

    private Changes(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** In the order of the services; empty when the world is already as it is wished. */
    static List<Map<String, String>> of(List<ServicePlan> services, List<Step> steps, Snapshot snapshot) {
        Changes changes = new Changes(snapshot);
        services.forEach(changes::service);
        steps.forEach(changes::deletion);
        return List.copyOf(changes.found);
    }

    private void service(ServicePlan plan) {
        View view = snapshot.view(plan.service().name());
        if (!plan.done()) {
            contents(plan, view);
        }
        String served = view.state()
                .flatMap(state -> state.served().traffic())
                .map(Changes::shares)
                .orElse("");
        differ(plan, "traffic", "", served, shares(Traffic.all(plan.green().name())));
    }

    private void contents(ServicePlan plan, View view) {
        Optional<RevisionName> live = plan.before().map(ServicePlan.Before::live);
        differ(
                plan,
                "image",
                "",
                live.flatMap(view::revision).map(revision -> revision.image()).orElse(""),
                plan.green().image().toString());
        Contents old = live.flatMap(view::revision)
                .map(revision -> revision.contents())
                .orElse(Contents.NONE);
        variables(plan, old.env());
        Map<String, String> secrets = new TreeMap<>();
        plan.green()
                .secrets()
                .forEach((variable, secret) -> secrets.put(variable, secret.name() + "@" + secret.version()));
        each(plan, "secrets", old.secrets(), secrets);
        if (live.isPresent()) {
            each(
                    plan,
                    "resources",
                    old.resources(),
                    view.state()
                            .map(ServiceState::traits)
                            .map(Traits::resources)
                            .orElse(Map.of()));
        }
    }

    private void variables(ServicePlan plan, Map<String, String> old) {
        Map<String, String> env = plan.green().env();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(env.keySet());
        for (String name : names) {
            String value = env.get(name);
            String before = old.get(name);
            if (value == null) {
                add(plan, "env", name, "set", "removed");
            } else if (before == null) {
                add(plan, "env", name, "", "set");
            } else if (!Optional.of(before).equals(resolved(plan, value))) {
                add(plan, "env", name, "set", "changed");
            }
        }
    }

    /** The value that the new revision will get; empty when it names an address that is not known yet. */
    private Optional<String> resolved(ServicePlan plan, String value) {
        boolean known = EnvTemplate.references(value).stream()
                .allMatch(reference -> address(plan, reference).isPresent());
        return known
                ? Optional.of(EnvTemplate.resolve(
                        value,
                        reference -> address(plan, reference).map(URI::toString).orElse("")))
                : Optional.empty();
    }

    private Optional<URI> address(ServicePlan plan, String reference) {
        if (reference.equals(EnvTemplate.OTHER_URL)) {
            return snapshot.view(plan.service().name())
                    .state()
                    .flatMap(state -> state.served().url(plan.colour().other().tag()));
        }
        return References.service(reference)
                .flatMap(name -> snapshot.view(name).state())
                .flatMap(ServiceState::url);
    }

    private void each(ServicePlan plan, String what, Map<String, String> from, Map<String, String> to) {
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        names.forEach(name -> differ(plan, what, name, from.getOrDefault(name, ""), to.getOrDefault(name, "")));
    }

    private void differ(ServicePlan plan, String what, String name, String from, String to) {
        if (!from.equals(to)) {
            add(plan, what, name, from, to);
        }
    }

    private void add(ServicePlan plan, String what, String name, String from, String to) {
        add(plan.service().name(), what, name, from, to);
    }

    private void add(String service, String what, String name, String from, String to) {
        Map<String, String> change = new LinkedHashMap<>();
        change.put("service", service);
        change.put("what", what);
        change.put("name", name);
        change.put("from", from);
        change.put("to", to);
        found.add(change);
    }

    private void deletion(Step step) {
        if (step instanceof Step.Clean clean) {
            String gone = clean.revisions().stream().map(RevisionName::value).collect(Collectors.joining(", "));
            add(clean.service().value(), "past revisions", "", gone, "");
        }
    }

    private static String shares(Traffic traffic) {
        return traffic.shares().entrySet().stream()
                .map(share -> share.getKey() + " " + share.getValue())
                .collect(Collectors.joining(", "));
    }
}
