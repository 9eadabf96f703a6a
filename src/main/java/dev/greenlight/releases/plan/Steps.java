package dev.greenlight.releases.plan;

import dev.greenlight.migrations.Migration;
import dev.greenlight.project.ReleasePolicy;
import dev.greenlight.project.Service;
import dev.greenlight.project.StagingTests;
import dev.greenlight.releases.cleanup.CleanupPlanner;
import dev.greenlight.releases.gate.AlphaBudget;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays out the steps of a release over all its services. */
final class Steps {
    private final Map<String, ServicePlan> services = new LinkedHashMap<>();
    private final ReleasePolicy policy;
    private final ByHand byHand;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> existing = new HashSet<>();
    private final Map<ServiceName, AlphaBudget> bakeBudgets = new HashMap<>();

    Steps(List<ServicePlan> plans, ReleasePolicy policy, ByHand byHand) {
        plans.forEach(plan -> services.put(plan.service().name(), plan));
        this.policy = policy;
        this.byHand = byHand;
    }

    List<Step> lay(Snapshot snapshot) {
        services.values()
                .forEach(plan -> clear(plan, snapshot.view(plan.service().name())));
        undone().forEach(this::stage);
        policy.stagingTests().ifPresent(this::test);
        ofKind(Service.Kind.DJANGO).forEach(this::move);
        ofKind(Service.Kind.REACT).forEach(this::move);
        services.values().stream().filter(ServicePlan::first).forEach(plan -> {
            steps.add(new Step.Open(plan.name()));
            steps.add(new Step.Prove(plan.name(), plan.green().name()));
        });
        bake();
        undone().forEach(plan ->
                steps.add(new Step.Record(plan.name(), plan.green().name(), plan.colour(), policy.keep())));
        services.values()
                .forEach(plan -> clean(plan, snapshot.view(plan.service().name())));
        return steps;
    }

    /** What had no users before the release is not baked: nothing is known of it, and there is nothing to go back to. */
    private void bake() {
        List<Step.Bake.Part> parts = undone().stream()
                .filter(plan -> !plan.first())
                .map(plan -> new Step.Bake.Part(
                        plan.name(),
                        plan.green().name(),
                        bakeBudgets.getOrDefault(
                                plan.name(), AlphaBudget.spread(1).getFirst())))
                .toList();
        if (policy.bakes() && !parts.isEmpty()) {
            steps.add(new Step.Bake(parts, policy.bake()));
        }
    }

    private void clean(ServicePlan plan, View view) {
        RevisionName live = plan.green().name();
        List<RevisionName> surplus = CleanupPlanner.foreseen(view, live, policy.keep());
        if (!surplus.isEmpty()) {
            steps.add(new Step.Clean(plan.name(), live, surplus, policy.keep()));
        }
    }

    private List<ServicePlan> undone() {
        return services.values().stream().filter(plan -> !plan.done()).toList();
    }

    private List<ServicePlan> ofKind(Service.Kind kind) {
        return services.values().stream()
                .filter(plan -> plan.service().kind() == kind)
                .toList();
    }

    private void clear(ServicePlan plan, View view) {
        ServicePlanner.toHeal(plan.name(), view, byHand)
                .ifPresent(traffic -> steps.add(new Step.Heal(plan.name(), traffic)));
        if (plan.before().isPresent()) {
            existing.add(plan.service().name());
        } else if (view.state().isPresent()) {
            steps.add(new Step.Remove(plan.name()));
        }
    }

    private void stage(ServicePlan plan) {
        Map<String, String> env = plan.green().env();
        References.services(env).stream().sorted().map(services::get).forEach(this::reserve);
        if (References.otherUrl(env)) {
            address(plan);
        }
        Migration.of(plan.service(), plan.name().value())
                .ifPresent(migration -> steps.add(new Step.Migrate(plan.name(), Drafts.job(plan, migration))));
        steps.add(new Step.Stage(plan.name(), plan.green(), plan.colour()));
        existing.add(plan.service().name());
        steps.add(new Step.CheckHealth(plan.name(), plan.green().name()));
    }

    /** Once, when all that is new is there and healthy; a release that serves already has nothing to be tested before. */
    private void test(StagingTests tests) {
        if (!undone().isEmpty()) {
            ServicePlan shown = ofKind(Service.Kind.REACT).stream()
                    .findFirst()
                    .orElse(services.values().iterator().next());
            steps.add(new Step.TestStaging(shown.name(), tests));
        }
    }

    /** A service whose address is needed before its turn has come. */
    private void reserve(ServicePlan plan) {
        if (existing.add(plan.service().name())) {
            steps.add(new Step.Reserve(plan.name(), Drafts.reserved(plan)));
        }
    }

    /** The other colour's address must exist, and lead to what serves now, before a revision can be told of it. */
    private void address(ServicePlan plan) {
        reserve(plan);
        plan.before()
                .filter(before -> !Colours.holds(
                        before.traffic(), before.live(), plan.colour().other()))
                .ifPresent(before -> steps.add(new Step.TagLive(
                        plan.name(), before.live(), plan.colour().other())));
    }

    private void move(ServicePlan plan) {
        boolean stepped = plan.service().kind() == Service.Kind.DJANGO && !plan.first();
        if (stepped && !plan.done()) {
            step(plan);
        } else if (!plan.done()) {
            steps.add(new Step.Shift(plan.name(), plan.green().name(), Percent.ALL));
        }
        steps.add(new Step.Prove(plan.name(), plan.green().name()));
    }

    private void step(ServicePlan plan) {
        RevisionName green = plan.green().name();
        Optional<ReleasePolicy.Synthetic> load = policy.gate().synthetic();
        Deque<AlphaBudget> budgets = new ArrayDeque<>(
                AlphaBudget.spread(policy.steps().size() + (int) load.stream().count() + (policy.bakes() ? 1 : 0)));
        load.ifPresent(requests -> steps.add(new Step.Rehearse(plan.name(), green, requests, budgets.removeFirst())));
        for (int share : policy.steps()) {
            steps.add(new Step.Shift(plan.name(), green, new Percent(share)));
            steps.add(new Step.Judge(plan.name(), green, new Percent(share), budgets.removeFirst()));
        }
        if (policy.bakes()) {
            bakeBudgets.put(plan.name(), budgets.removeFirst());
        }
    }
}
