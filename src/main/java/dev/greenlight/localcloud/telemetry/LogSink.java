package dev.greenlight.localcloud.telemetry;

import java.util.Map;

/** Takes log entries of workloads. */
@FunctionalInterface
public interface LogSink {
    /**
     * Takes one entry.
     *
     * @param project the Google Cloud project id
     * @param location the region
     * @param resourceType such as {@code cloud_run_revision} or {@code cloud_run_job}
     * @param resourceLabels such as {@code service_name}, {@code revision_name}
     * @param severity such as {@code DEFAULT}, {@code INFO}, {@code ERROR}; a severity inside a JSON payload wins
     * @param logName the log's short name, such as {@code run.googleapis.com/stdout}
     * @param textOrJsonPayload one line of text; a JSON object becomes a structured payload
     */
    void entry(
            String project,
            String location,
            String resourceType,
            Map<String, String> resourceLabels,
            String severity,
            String logName,
            String textOrJsonPayload);
}
