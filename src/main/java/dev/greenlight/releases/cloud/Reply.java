package dev.greenlight.releases.cloud;

/** How Cloud Run took a write. */
public sealed interface Reply {
    /** It works on it; the service's generation will be at least this. */
    record Accepted(long generation) implements Reply {}

    /** The state that the write was decided on is no longer the current one, or what should be made exists. Nothing was done. */
    record Conflict(String words) implements Reply {}

    /** Not now: too many requests, unavailable, or no answer at all. It may nevertheless have been done. */
    record Busy(String words) implements Reply {}

    /** It will never do this. */
    record Refused(String words) implements Reply {}
}
