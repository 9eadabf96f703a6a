package dev.greenlight.releases;

import dev.greenlight.report.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was said. */
final class SpokenProgress implements Progress {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Override
    public void quote(String line) {
        lines.add(line);
    }

    @Override
    public void warn(String line) {
        lines.add(line);
    }

    @Override
    public void mask(String secret) {}

    @Override
    public String redact(String text) {
        return text;
    }
}
