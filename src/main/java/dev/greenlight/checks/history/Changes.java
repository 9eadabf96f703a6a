package dev.greenlight.checks.history;

import java.util.Map;
import java.util.Set;

/**
 * The files in which two trees differ; paths are relative to the repository's top.
 *
 * @param touched added or changed, renamed ones with a changed text or without among them, by their path now
 * @param before a renamed file's path before, by its path now
 * @param gone what is not there any more, renamed files' old paths among them
 */
public record Changes(Set<String> touched, Map<String, String> before, Set<String> gone) {
    /** Nothing differs, or nothing is known. */
    public static final Changes NONE = new Changes(Set.of(), Map.of(), Set.of());

    public Changes {
        touched = Set.copyOf(touched);
        before = Map.copyOf(before);
        gone = Set.copyOf(gone);
    }
}
