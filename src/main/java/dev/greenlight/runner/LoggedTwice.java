package dev.greenlight.runner;

import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A log whose lines are kept in a file as well, each with its time and with secrets hidden. A file that cannot be written costs the file alone. */
public final class LoggedTwice implements Log {
    private final Log log;
    private final Writer file;
    private final InstantSource clock;
    private boolean broken;

    /** @param file closed with this log; the other log stays open */
    public LoggedTwice(Log log, Writer file, InstantSource clock) {
        this.log = log;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public void say(String line) {
        keep(line);
        log.say(line);
    }

    @Override
    public void quote(String line) {
        keep("  " + line);
        log.quote(line);
    }

    @Override
    public void warn(String line) {
        keep("warning: " + line);
        log.warn(line);
    }

    @Override
    public void mask(String secret) {
        log.mask(secret);
    }

    @Override
    public void group(String title, List<String> lines) {
        keep(title);
        lines.forEach(line -> keep("  " + line));
        log.group(title, lines);
    }

    @Override
    public boolean annotate(Annotation annotation) {
        keep(annotation.plain());
        return log.annotate(annotation);
    }

    @Override
    public String redact(String text) {
        return log.redact(text);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            warnOnce(e);
        }
    }

    private synchronized void keep(String text) {
        if (broken) {
            return;
        }
        try {
            for (String line : text.split("\\R", -1)) {
                file.write(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + log.redact(line) + "\n");
            }
            file.flush();
        } catch (IOException e) {
            warnOnce(e);
        }
    }

    private synchronized void warnOnce(IOException e) {
        if (!broken) {
            broken = true;
            log.warn("The log cannot be kept in its file: " + e);
        }
    }
}
