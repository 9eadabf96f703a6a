package dev.greenlight.actions.hooks;

import dev.greenlight.report.Progress;

/** Says nothing of how it goes: before a push, only what stops it is read. */
public final class Quiet implements Progress {
    private final Progress spoken;

    /** @param spoken is still told of every secret */
    public Quiet(Progress spoken) {
        this.spoken = spoken;
    }

    @Override
    public void say(String line) {}

    @Override
    public void quote(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void mask(String secret) {
        spoken.mask(secret);
    }

    @Override
    public String redact(String text) {
        return spoken.redact(text);
    }
}
