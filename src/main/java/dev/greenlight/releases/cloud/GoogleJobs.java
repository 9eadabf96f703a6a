package dev.greenlight.releases.cloud;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionReference;
import com.google.cloud.run.v2.ExecutionsClient;
import com.google.cloud.run.v2.ExecutionsSettings;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.JobsClient;
import com.google.cloud.run.v2.JobsSettings;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.ServicesClient;
import com.google.cloud.run.v2.ServicesSettings;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.greenlight.releases.world.ByHand;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Cloud Run's jobs through Google's client, in HTTP/JSON.
 *
 * @see <a href="https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs">jobs</a>
 */
final class GoogleJobs implements Jobs {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PREPARATION_LIMIT = Duration.ofMinutes(2);
    /** What Cloud Run may take to start and to end a task, beside the task's own time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 6;

    private final String parent;
    private final ByHand byHand;
    private final Duration margin;
    private final ServicesClient services;
    private final JobsClient jobs;
    private final ExecutionsClient executions;

    GoogleJobs(GoogleConnection connection, String project, String region) {
        this(connection, project, region, MARGIN);
    }

    /** @param margin what Cloud Run may take beside a task's own time */
    GoogleJobs(GoogleConnection connection, String project, String region, Duration margin) {
        this.margin = margin;
        this.byHand = new ByHand(project, region);
        this.parent = "projects/" + project + "/locations/" + region;
        try {
            JobsSettings.Builder settings = connection.configure(JobsSettings.newHttpJsonBuilder());
            GoogleConnection.repeat(settings.getJobSettings());
            GoogleConnection.once(settings.createJobSettings());
            GoogleConnection.once(settings.updateJobSettings());
            GoogleConnection.once(settings.runJobSettings());
            this.jobs = JobsClient.create(settings.build());
            ExecutionsSettings.Builder runs = connection.configure(ExecutionsSettings.newHttpJsonBuilder());
            GoogleConnection.repeat(runs.getExecutionSettings());
            this.executions = ExecutionsClient.create(runs.build());
            ServicesSettings.Builder reads = connection.configure(ServicesSettings.newHttpJsonBuilder());
            GoogleConnection.repeat(reads.getServiceSettings());
            this.services = ServicesClient.create(reads.build());
        } catch (IOException e) {
            throw GoogleProblems.failed("connect to Cloud Run", e);
        }
    }

    @Override
    public JobEnding run(JobDraft draft) {
        String path = parent + "/jobs/" + draft.name();
        try {
            prepare(path, draft);
            Job ready = settled(path);
            if (ready.getTerminalCondition().getState() == com.google.cloud.run.v2.Condition.State.CONDITION_FAILED) {
                return new JobEnding.Failed(
                        "",
                        "the job could not be prepared: "
                                + ready.getTerminalCondition().getMessage());
            }
            return follow(start(path, free(path, ready, draft.limit())), draft.limit());
        } catch (ApiException e) {
            throw GoogleProblems.failed("run job " + draft.name(), e);
        }
    }

    /** Waits for a run that a killed release has left: two migrations of one database at once would meet each other half-way. */
    private Job free(String path, Job job, Duration limit) {
        if (!runs(job)) {
            return job;
        }
        follow(job.getLatestCreatedExecution().getName(), limit);
        Job after = settled(path);
        if (runs(after)) {
            throw new ExternalFailure(
                    "run job " + GoogleTranslation.last(path),
                    "an earlier run of it has not ended",
                    "wait for it, or cancel it: "
                            + byHand.cancel(GoogleTranslation.last(
                                    after.getLatestCreatedExecution().getName())));
        }
        return after;
    }

    private boolean runs(Job job) {
        ExecutionReference latest = job.getLatestCreatedExecution();
        if (latest.getName().isEmpty() || latest.hasCompletionTime()) {
            return false;
        }
        try {
            return !ended(GoogleConnection.look(() -> executions.getExecution(path(latest.getName()))));
        } catch (ApiException e) {
            if (GoogleProblems.missing(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean ended(Execution execution) {
        return execution.hasCompletionTime() && execution.getCompletionTime().getSeconds() > 0;
    }

    private String path(String execution) {
        return execution.contains("/") ? execution : parent + "/jobs/-/executions/" + execution;
    }

    private void prepare(String path, JobDraft draft) {
        RevisionTemplate like = template(parent + "/services/" + draft.service());
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<Job> known = find(path);
                if (known.isPresent()) {
                    jobs.updateJobCallable().call(GoogleJobDrafts.update(known.get(), draft, like));
                } else {
                    jobs.createJobCallable().call(GoogleJobDrafts.create(parent, draft, like));
                }
                return;
            } catch (ApiException e) {
                if (GoogleProblems.reply(e) instanceof Reply.Refused || attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(POLL.toNanos() << attempt);
            }
        }
    }

    private RevisionTemplate template(String service) {
        try {
            return GoogleConnection.look(() -> services.getService(service)).getTemplate();
        } catch (ApiException e) {
            if (GoogleProblems.missing(e)) {
                return RevisionTemplate.getDefaultInstance();
            }
            throw e;
        }
    }

    private Optional<Job> find(String path) {
        try {
            return Optional.of(job(path));
        } catch (ApiException e) {
            if (GoogleProblems.missing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Job job(String path) {
        return GoogleConnection.look(() -> jobs.getJob(path));
    }

    private Job settled(String path) {
        long end = System.nanoTime() + PREPARATION_LIMIT.toNanos();
        Job job = job(path);
        while (job.getReconciling() || job.getObservedGeneration() < job.getGeneration()) {
            if (System.nanoTime() > end) {
                throw new ExternalFailure(
                        "prepare job " + GoogleTranslation.last(path),
                        "Cloud Run still works on it after " + PREPARATION_LIMIT.toSeconds() + " s",
                        "look at the job in Google Cloud's console");
            }
            LockSupport.parkNanos(POLL.toNanos());
            job = job(path);
        }
        return job;
    }

    /**
     * A run whose answer got lost is found again: it is the newest one and not the one that was the newest before. The etag keeps a request
     * that arrives after its repetition from running the job a second time.
     */
    private String start(String path, Job known) {
        String before = known.getLatestCreatedExecution().getName();
        Job current = known;
        for (int attempt = 1; ; attempt++) {
            try {
                Operation operation = jobs.runJobCallable()
                        .call(RunJobRequest.newBuilder()
                                .setName(path)
                                .setEtag(current.getEtag())
                                .build());
                if (operation.getMetadata().is(Execution.class)) {
                    return operation.getMetadata().unpack(Execution.class).getName();
                }
                return job(path).getLatestCreatedExecution().getName();
            } catch (ApiException | InvalidProtocolBufferException e) {
                boolean hopeless = e instanceof ApiException api && GoogleProblems.reply(api) instanceof Reply.Refused;
                if (!hopeless) {
                    LockSupport.parkNanos(POLL.toNanos() << attempt);
                }
                current = job(path);
                String newest = current.getLatestCreatedExecution().getName();
                if (!newest.equals(before)) {
                    return newest;
                }
                if (hopeless || attempt == ATTEMPTS) {
                    throw GoogleProblems.failed("start job " + GoogleTranslation.last(path), e);
                }
            }
        }
    }

    private JobEnding follow(String name, Duration limit) {
        String path = path(name);
        String execution = GoogleTranslation.last(name);
        long end = System.nanoTime() + limit.plus(margin).toNanos();
        while (System.nanoTime() < end) {
            Execution now = GoogleConnection.look(() -> executions.getExecution(path));
            if (ended(now)) {
                return GoogleJobDrafts.ending(now, execution);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return new JobEnding.Failed(execution, "it still runs after " + limit.toSeconds() + " s");
    }
}
