package dev.greenlight.releases.cloud;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.cloud.run.v2.UpdateJobRequest;
import com.google.protobuf.Duration;
import dev.greenlight.releases.world.Condition;
import dev.greenlight.releases.world.JobDraft;

/** Jobs in Cloud Run's words, and how a run ended in ours. */
final class GoogleJobDrafts {
    private GoogleJobDrafts() {}

    static CreateJobRequest create(String parent, JobDraft draft, RevisionTemplate like) {
        return CreateJobRequest.newBuilder()
                .setParent(parent)
                .setJobId(draft.name())
                .setJob(job(Job.getDefaultInstance(), draft, like))
                .build();
    }

    static UpdateJobRequest update(Job known, JobDraft draft, RevisionTemplate like) {
        return UpdateJobRequest.newBuilder().setJob(job(known, draft, like)).build();
    }

    private static Job job(Job base, JobDraft draft, RevisionTemplate like) {
        Job.Builder job = base.toBuilder();
        TaskTemplate.Builder task = job.getTemplateBuilder().getTemplateBuilder();
        Container.Builder container =
                task.getContainersCount() == 0 ? task.addContainersBuilder() : task.getContainersBuilder(0);
        container
                .setImage(draft.image().toString())
                .clearCommand()
                .addAllCommand(draft.command())
                .clearArgs()
                .clearEnv()
                .addAllEnv(GoogleDrafts.env(draft.env(), draft.secrets()));
        // A migration that fails half-way is looked at, not run again.
        task.setMaxRetries(0)
                .setTimeout(Duration.newBuilder().setSeconds(draft.limit().toSeconds()));
        GoogleDrafts.serving(like.getContainersList()).ifPresent(serving -> share(task, container, like, serving));
        return job.build();
    }

    /** The database is reached the same way as from the service: by its account, its network and its Cloud SQL volumes. */
    private static void share(
            TaskTemplate.Builder task, Container.Builder container, RevisionTemplate like, Container serving) {
        task.setServiceAccount(like.getServiceAccount()).clearVolumes().addAllVolumes(like.getVolumesList());
        container.clearVolumeMounts().addAllVolumeMounts(serving.getVolumeMountsList());
        if (like.hasVpcAccess()) {
            task.setVpcAccess(like.getVpcAccess());
        }
    }

    static JobEnding ending(Execution execution, String name) {
        if (execution.getSucceededCount() > 0 && execution.getFailedCount() == 0) {
            return new JobEnding.Succeeded(name);
        }
        String why = execution.getConditionsList().stream()
                .map(GoogleTranslation::condition)
                .filter(Condition::failed)
                .map(Condition::message)
                .filter(message -> !message.isBlank())
                .findFirst()
                .orElse("its command failed");
        return new JobEnding.Failed(name, why);
    }
}
