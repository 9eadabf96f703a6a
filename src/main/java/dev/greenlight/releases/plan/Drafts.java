package dev.greenlight.releases.plan;

import dev.greenlight.migrations.Migration;
import dev.greenlight.releases.naming.RevisionNames;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.RevisionDraft;
import dev.greenlight.releases.world.RevisionName;
import java.util.Map;
import java.util.Set;

/** What is made beside a service's new revision, from the same image and variables. */
final class Drafts {
    private Drafts() {}

    /** The revision of a service whose address is needed before its turn has come. */
    static RevisionDraft reserved(ServicePlan plan) {
        RevisionDraft green = plan.green();
        RevisionName name = RevisionNames.next(plan.name(), "first", green.toString(), Set.of(green.name()));
        return new RevisionDraft(name, green.image(), green.port(), green.env(), green.secrets(), Map.of());
    }

    /** The job that runs its migrations. */
    static JobDraft job(ServicePlan plan, Migration migration) {
        RevisionDraft green = plan.green();
        return new JobDraft(
                migration.job(),
                plan.name(),
                green.image(),
                migration.command(),
                green.env(),
                green.secrets(),
                migration.limit());
    }
}
