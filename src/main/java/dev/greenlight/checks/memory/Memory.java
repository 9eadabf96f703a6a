package dev.greenlight.checks.memory;

import java.util.Optional;

/** Keeps texts under fingerprints from one run to the next. Safe for use by several threads and processes. */
public interface Memory {
    /** What was kept; empty when nothing was, or when it cannot be read. */
    Optional<String> find(Fingerprint key);

    /** Keeps it, as far as that is possible: forgetting is never a failure. */
    void keep(Fingerprint key, String text);
}
