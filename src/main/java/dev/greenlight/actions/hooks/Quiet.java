package dev.greenlight.actions.hooks;

import dev.greenlight.report.Progress;
import java.util.function.Consumer;

/** Says nothing of how it goes: before a push, only what stops it is read. */
public final class Quiet implements Progress {
    private final Consumer<String> masks;

    /** @param masks is still told of every secret */
    public Quiet(Consumer<String> masks) {
        this.masks = masks;
    }

    @Override
    public void say(String line) {}

    @Override
    public void quote(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void mask(String secret) {
        masks.accept(secret);
    }
}
