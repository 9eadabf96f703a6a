package dev.greenlight.localcloud.jobs;

import dev.greenlight.localcloud.resources.Fault;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param exitCode of the last attempt; -1 when it did not get to have one
 * @param fault null when the task succeeded
 */
record TaskResult(
        int index,
        int retried,
        int exitCode,
        String started,
        @Nullable Fault fault) {
    /** Whether its container ran and failed or took too long, so that another attempt may do better. */
    boolean isTasksOwn() {
        return exitCode > 0 || fault == TaskRun.TIMEOUT;
    }
}
