package dev.greenlight.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps all that it is told. */
public final class FakeProgress implements Progress {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> secrets = Collections.synchronizedList(new ArrayList<>());

    public List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void say(String line) {
        told.add("say " + line);
    }

    @Override
    public void quote(String line) {
        told.add("quote " + line);
    }

    @Override
    public void warn(String line) {
        told.add("warn " + line);
    }

    @Override
    public void mask(String secret) {
        told.add("mask");
        secrets.add(secret);
    }

    @Override
    public String redact(String text) {
        String redacted = text;
        for (String secret : List.copyOf(secrets)) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }
}
