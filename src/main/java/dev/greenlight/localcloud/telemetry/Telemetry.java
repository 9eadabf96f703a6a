package dev.greenlight.localcloud.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes what workloads and the proxy tell, and answers those who ask for it. Safe for several threads. */
public final class Telemetry implements RequestSink, LogSink, AutoCloseable {
    private final Clock clock;
    private final RequestMetrics metrics;
    private final LogRing ring;
    private final Optional<LogFiles> files;
    /** Entries of one revision share their resource. */
    private final Map<ServingRevision, Resource> resources = new ConcurrentHashMap<>();

    public Telemetry(TelemetrySettings settings, Clock clock) {
        this.clock = clock;
        metrics = new RequestMetrics(settings, clock);
        ring = new LogRing(settings.entries());
        files = settings.folder().map(LogFiles::new);
    }

    /** Adds {@code GET /v3/projects/{p}/timeSeries} and {@code POST /v2/entries:list}. */
    public void register(Api api) {
        new TimeSeriesApi(metrics).register(api);
        new LogEntriesApi(ring).register(api);
    }

    @Override
    public void served(ServingRevision revision, ServedRequest request) {
        metrics.add(revision, request);
        Resource resource = resources.computeIfAbsent(revision, Resource::of);
        LogEntry entry = ring.add(sequence -> LogEntry.of(sequence, resource, request));
        files.ifPresent(to -> to.add(entry));
    }

    @Override
    public void entry(
            String project,
            String location,
            String resourceType,
            Map<String, String> resourceLabels,
            String severity,
            String logName,
            String textOrJsonPayload) {
        Map<String, String> labels = new HashMap<>(resourceLabels);
        labels.putIfAbsent("project_id", project);
        labels.putIfAbsent("location", location);
        Resource resource = new Resource(project, resourceType, labels);
        LogEntry entry = ring.add(
                sequence -> LogEntry.of(sequence, clock.instant(), resource, severity, logName, textOrJsonPayload));
        files.ifPresent(to -> to.add(entry));
    }

    /** The newest log entries, newest first, as Cloud Logging answers them. */
    public List<ObjectNode> newestEntries(int most) {
        return ring.newest(most).stream().map(LogEntry::toJson).toList();
    }

    @Override
    public void close() {
        files.ifPresent(LogFiles::close);
    }
}
