package dev.greenlight.runner;

import dev.greenlight.report.Severity;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The log for a person: colour on a terminal alone, and after a step that took long, how long. */
public final class Console implements Log {
    private static final Duration LONG = Duration.ofSeconds(2);

    private enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        YELLOW("33"),
        BLUE("34");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final Masks masks;
    private final boolean colour;
    private final InstantSource clock;
    private Instant said;
    private boolean open;

    /** @param colour whether the stream ends at a terminal of a person who likes colour */
    public Console(PrintStream out, Masks masks, boolean colour, InstantSource clock) {
        this.out = out;
        this.masks = masks;
        this.colour = colour;
        this.clock = clock;
        this.said = clock.instant();
    }

    @Override
    public synchronized void say(String line) {
        tellElapsed();
        out.println(clean(line));
        open = true;
    }

    @Override
    public synchronized void quote(String line) {
        out.println(styled("  " + clean(line), Style.DIM));
    }

    @Override
    public synchronized void warn(String line) {
        annotate(Annotation.of(Severity.WARNING, "", line));
    }

    @Override
    public void mask(String secret) {
        masks.add(secret);
    }

    @Override
    public synchronized void group(String title, List<String> lines) {
        tellElapsed();
        out.println();
        out.println(styled(clean(title), Style.BOLD));
        lines.forEach(line -> out.println(clean(line)));
    }

    @Override
    public synchronized boolean annotate(Annotation annotation) {
        tellElapsed();
        Style style = switch (annotation.severity()) {
            case ERROR -> Style.RED;
            case WARNING -> Style.YELLOW;
            case NOTE -> Style.BLUE;
        };
        out.println(styled(clean(annotation.plain()), style));
        return true;
    }

    @Override
    public String redact(String text) {
        return masks.redact(text);
    }

    @Override
    public synchronized void close() {
        tellElapsed();
        out.flush();
    }

    private void tellElapsed() {
        Instant now = clock.instant();
        Duration took = Duration.between(said, now);
        if (open && took.compareTo(LONG) >= 0) {
            out.println(styled("  took " + inWords(took), Style.DIM));
        }
        said = now;
        open = false;
    }

    /** A child's own control sequences would paint outside of its lines. */
    private String clean(String text) {
        return masks.redact(text)
                .replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("[\u0000-\u0008\u000b-\u001f\u007f]", "");
    }

    private String styled(String text, Style style) {
        return colour ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    private static String inWords(Duration took) {
        return took.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %02d s", took.toMinutes(), took.toSecondsPart());
    }
}
