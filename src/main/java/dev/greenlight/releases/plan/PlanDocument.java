package dev.greenlight.releases.plan;

import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan as maps, lists, texts and numbers: all that is decided and all that the decision rests on, but not who asks, so that the plan which
 * one run shows is the plan that another applies. It names secrets and their versions, and holds no secret's value.
 */
final class PlanDocument {
    private PlanDocument() {}

    static Map<String, Object> of(
            ReleaseRequest request, Snapshot snapshot, List<ServicePlan> services, List<Step> steps) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", request.version());
        document.put("environment", request.environment().name());
        document.put("project", request.environment().project());
        document.put("regions", request.environment().regions());
        document.put("settings", request.project().policy(request.environment()).toString());
        document.put("health", health(services));
        document.put(
                "services",
                services.stream()
                        .map(plan -> service(plan, snapshot.view(plan.service().name())))
                        .toList());
        document.put("steps", steps.stream().map(PlanDocument::step).toList());
        document.put("undo", undo(services));
        document.put("changes", Changes.of(services, steps, snapshot));
        return document;
    }

    /** What a new revision is asked, and what it has to answer. */
    private static Map<String, String> health(List<ServicePlan> services) {
        Map<String, String> health = new TreeMap<>();
        services.forEach(plan -> health.put(
                plan.service().name(),
                plan.service().health() + " answers " + plan.service().answer().words()
                        + plan.service()
                                .version()
                                .map(path -> "; " + path + " names the revision")
                                .orElse("")));
        return health;
    }

    private static Map<String, Object> service(ServicePlan plan, View view) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("service", plan.service().name());
        service.put("cloudRunName", plan.name().value());
        service.put(
                "publicUrl", plan.deployment().publicUrl().map(URI::toString).orElse(""));
        service.put("first", plan.first());
        service.put("done", plan.done());
        service.put("before", before(plan, view));
        service.put("next", next(plan));
        return service;
    }

    private static Map<String, Object> before(ServicePlan plan, View view) {
        Map<String, Object> before = new LinkedHashMap<>();
        before.put("public", plan.open());
        view.state().map(ServiceState::mark).ifPresent(mark -> before.put("generation", (int) mark.generation()));
        plan.before().ifPresent(known -> {
            before.put("revision", known.live().value());
            before.put("version", known.version());
            view.revision(known.live()).ifPresent(revision -> before.put("image", revision.image()));
            before.put("traffic", shares(known.traffic()));
            before.put("tags", tags(known.traffic()));
        });
        return before;
    }

    private static Map<String, Object> next(ServicePlan plan) {
        RevisionDraft green = plan.green();
        Map<String, Object> next = new LinkedHashMap<>();
        next.put("revision", green.name().value());
        next.put("colour", plan.colour().word());
        next.put("image", green.image().toString());
        next.put("port", green.port());
        next.put("env", green.env());
        Map<String, String> secrets = new TreeMap<>();
        green.secrets().forEach((variable, secret) -> secrets.put(variable, secret.name() + "@" + secret.version()));
        next.put("secrets", secrets);
        return next;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("service", step.service().value());
        entry.put("does", step.words());
        switch (step) {
            case Step.Migrate migrate ->
                entry.put("command", String.join(" ", migrate.job().command()));
            case Step.TestStaging(var service, StagingTests tests) -> {
                entry.put("command", String.join(" ", tests.command()));
                entry.put("image", tests.image().orElse(""));
                entry.put("within", tests.within().toString());
                entry.put("effects", tests.effects());
            }
            case Step.Reserve reserve ->
                entry.put("revision", reserve.draft().name().value());
            default -> {}
        }
        return entry;
    }

    /** What takes the steps back when one of them fails, in words. */
    static List<String> undo(List<ServicePlan> services) {
        return services.reversed().stream()
                .map(service -> service.name() + ": "
                        + service.before()
                                .map(before -> "traffic back to " + before.traffic())
                                .orElse("delete the service, which nobody could call yet"))
                .toList();
    }

    private static Map<String, Integer> shares(Traffic traffic) {
        Map<String, Integer> shares = new TreeMap<>();
        traffic.shares().forEach((revision, share) -> shares.put(revision.value(), share.value()));
        return shares;
    }

    private static Map<String, String> tags(Traffic traffic) {
        Map<String, String> tags = new TreeMap<>();
        traffic.tags().forEach((tag, revision) -> tags.put(tag.value(), revision.value()));
        return tags;
    }
}
