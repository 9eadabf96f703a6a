package dev.greenlight.localcloud.resources;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One lock for each resource, by its name. */
public final class Locks {
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** To be used with {@code synchronized}. */
    public Object of(String name) {
        return locks.computeIfAbsent(name, key -> new Object());
    }
}
