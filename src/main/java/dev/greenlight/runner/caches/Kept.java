package dev.greenlight.runner.caches;

/** What an attempt to keep an entry came to. */
public sealed interface Kept {
    /** It is kept. @param size in bytes */
    record Now(long size) implements Kept {}

    /** An entry of that key was there before, which nobody can change. */
    record Already() implements Kept {}

    /** The service does not take it from this job. */
    record Refused(String why) implements Kept {}
}
