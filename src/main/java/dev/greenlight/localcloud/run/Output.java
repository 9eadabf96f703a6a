package dev.greenlight.localcloud.run;

import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.Workloads;
import dev.greenlight.localcloud.telemetry.LogSink;
import java.util.Map;
import java.util.function.Consumer;

/** Turns what containers print into log entries, and their ends into calls. */
public final class Output implements Workloads.Observer {
    private final LogSink sink;
    private final Consumer<Instance> ended;

    /** @param ended may block */
    public Output(LogSink sink, Consumer<Instance> ended) {
        this.sink = sink;
        this.ended = ended;
    }

    @Override
    public void line(Key key, String stream, String text) {
        boolean system = stream.equals("system");
        sink.entry(
                key.project(),
                key.location(),
                key.kind() == Key.Kind.REVISION ? "cloud_run_revision" : "cloud_run_job",
                labels(key),
                system ? "WARNING" : "DEFAULT",
                "run.googleapis.com/" + (system ? "varlog/system" : stream),
                text);
    }

    private static Map<String, String> labels(Key key) {
        return switch (key.kind()) {
            case REVISION ->
                Map.of(
                        "project_id", key.project(),
                        "location", key.location(),
                        "service_name", key.owner(),
                        "configuration_name", key.owner(),
                        "revision_name", key.name());
            // An execution's name is a label of the entry, not of the resource; the sink tells them apart by the
            // prefix.
            case TASK ->
                Map.of(
                        "project_id", key.project(),
                        "location", key.location(),
                        "job_name", key.owner(),
                        "run.googleapis.com/execution_name", key.name().replaceAll("-task[0-9]+$", ""));
        };
    }

    @Override
    public void exited(Instance instance, int code) {
        ended.accept(instance);
    }
}
