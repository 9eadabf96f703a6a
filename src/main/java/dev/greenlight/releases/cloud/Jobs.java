package dev.greenlight.releases.cloud;

import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;

/** The jobs of one project in one region. */
public interface Jobs {
    /**
     * Makes the job or brings it up to date, runs it once and waits for its end. A lost answer never starts it twice.
     *
     * @throws dev.greenlight.report.ExternalFailure when Cloud Run does not answer
     */
    JobEnding run(JobDraft draft);

    /** Jobs in a project's region. */
    static Jobs at(CloudAccess access, Identity identity, String project, String region) {
        return new GoogleJobs(new GoogleConnection(access, identity), project, region);
    }
}
