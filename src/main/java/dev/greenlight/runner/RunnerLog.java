package dev.greenlight.runner;

import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The log of a step: plain lines and workflow commands on one stream, which keeps their order. */
public final class RunnerLog implements Log {
    /** The runner drops further annotations of a kind in a step. */
    private static final int MOST_OF_A_KIND = 10;

    private final PrintStream out;
    private final Masks masks;
    private final Supplier<String> tokens;
    private final Map<Severity, Integer> pinned = new EnumMap<>(Severity.class);
    private String stopped = "";

    /** @param tokens gives a random, unguessable word each time, of letters and digits */
    public RunnerLog(PrintStream out, Masks masks, Supplier<String> tokens) {
        this.out = out;
        this.masks = masks;
        this.tokens = tokens;
    }

    @Override
    public synchronized void say(String line) {
        line.lines().forEach(this::print);
    }

    @Override
    public synchronized void quote(String line) {
        if (stopped.isEmpty()) {
            stopped = tokens.get();
            out.println(WorkflowCommands.stop(stopped));
        }
        out.println(masks.redact(line));
    }

    @Override
    public synchronized void warn(String line) {
        annotate(Annotation.of(Severity.WARNING, "", line));
    }

    @Override
    public synchronized void mask(String secret) {
        for (String line : masks.add(secret)) {
            command(WorkflowCommands.addMask(line));
        }
    }

    @Override
    public synchronized void group(String title, List<String> lines) {
        command(WorkflowCommands.group(masks.redact(title)));
        lines.forEach(this::say);
        command(WorkflowCommands.endGroup());
    }

    @Override
    public synchronized boolean annotate(Annotation annotation) {
        Annotation redacted = new Annotation(
                annotation.severity(),
                annotation.location().map(this::redacted),
                masks.redact(annotation.title()),
                masks.redact(annotation.message()));
        if (pinned.merge(annotation.severity(), 1, Integer::sum) > MOST_OF_A_KIND) {
            say(redacted.plain());
            return false;
        }
        command(WorkflowCommands.annotation(redacted));
        return true;
    }

    @Override
    public String redact(String text) {
        return masks.redact(text);
    }

    @Override
    public synchronized void close() {
        resume();
        out.flush();
    }

    private Location redacted(Location place) {
        return new Location(masks.redact(place.path()), place.line(), place.column());
    }

    private void print(String line) {
        if (WorkflowCommands.looksLikeOne(line)) {
            quote(line);
        } else {
            resume();
            out.println(masks.redact(line));
        }
    }

    private void command(String command) {
        resume();
        out.println(command);
    }

    private void resume() {
        if (!stopped.isEmpty()) {
            out.println(WorkflowCommands.resume(stopped));
            stopped = "";
        }
    }
}
