/**
 * Cloud Run's jobs: the Admin API v2 and executions, whose tasks are containers that run to their end.
 *
 * <p>Shares operations, conditions and recipes with {@code run}; knows nothing of traffic. Entry type:
 * {@link dev.greenlight.localcloud.jobs.CloudRunJobs}.
 *
 * <p>2026-11-24: an execution does not survive a restart of the server: a task may not be run twice unasked, so what was under way is
 * reported as failed and its containers are removed.
 *
 * <p>2026-11-25: cancelling interrupts the tasks' threads, and those store nothing: the journal's file channel would be closed by an interrupt,
 * and the whole cloud could write no more.
 *
 * <p>2026-11-29: one lock for each job, held by whoever reads a job, an execution or a task to write it again: callers and the threads of
 * executions write the same documents, and with locks of their own one undid what the other had acknowledged.
 */
@NullMarked
package dev.greenlight.localcloud.jobs;

import org.jspecify.annotations.NullMarked;
