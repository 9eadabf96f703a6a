package dev.greenlight.checks.baseline;

import java.util.Map;
import java.util.Set;

/**
 * What became of files since the other run.
 *
 * @param before a renamed file's path then, by its path now
 * @param gone files of then that are not there any more, renamed ones among them or not
 */
public record Moves(Map<String, String> before, Set<String> gone) {
    /** No file was renamed or removed. */
    public static final Moves NONE = new Moves(Map.of(), Set.of());

    public Moves {
        before = Map.copyOf(before);
        gone = Set.copyOf(gone);
    }

    /** A file's path then. */
    String then(String now) {
        return before.getOrDefault(now, now);
    }
}
