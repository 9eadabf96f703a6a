package dev.greenlight.releases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.project.Deployment;
import dev.greenlight.project.Environment;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.sight.Snapshot;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.report.InvalidInput;
import java.util.List;
import java.util.Map;

/** Plans of the sample, and what is read out of them. */
final class Plans {
    private Plans() {}

    static ReleasePlan ready(Snapshot world) {
        return ready(Sample.request("v2"), world);
    }

    static ReleasePlan ready(ReleaseRequest request, Snapshot world) {
        return switch (ReleasePlanner.plan(request, world)) {
            case Planned.Ready<ReleasePlan>(ReleasePlan plan) -> plan;
            case Planned.Refused<ReleasePlan>(List<String> reasons) -> throw new AssertionError(reasons);
            case Planned.Invalid<ReleasePlan>(InvalidInput.Fault fault) -> throw new AssertionError(fault);
        };
    }

    static List<String> refusals(Snapshot world) {
        return switch (ReleasePlanner.plan(Sample.request("v2"), world)) {
            case Planned.Ready<ReleasePlan>(ReleasePlan plan) -> throw new AssertionError(steps(plan));
            case Planned.Refused<ReleasePlan>(List<String> reasons) -> reasons;
            case Planned.Invalid<ReleasePlan>(InvalidInput.Fault fault) -> throw new AssertionError(fault);
        };
    }

    static List<String> steps(ReleasePlan plan) {
        assertThat(plan.steps()).allSatisfy(step -> assertThat(step.words()).isNotBlank());
        return plan.steps().stream()
                .map(step -> step.service() + " " + step.getClass().getSimpleName()
                        + switch (step) {
                            case Step.Shift shift -> " " + shift.share().value();
                            case Step.Judge judge -> " " + judge.share().value();
                            default -> "";
                        })
                .toList();
    }

    static ReleaseRequest request(Deployment backend, Deployment frontend) {
        Environment sample = Sample.environment();
        return new ReleaseRequest(
                Sample.project(),
                new Environment(
                        sample.name(),
                        sample.project(),
                        sample.regions(),
                        sample.registry(),
                        Map.of("backend", backend, "frontend", frontend)),
                Map.of("backend", Sample.image("backend", "v2"), "frontend", Sample.image("frontend", "v2")),
                "v2",
                false,
                new Owner("run 1"));
    }
}
