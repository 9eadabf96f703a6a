package dev.greenlight.releases.journal;

import dev.greenlight.releases.world.RevisionName;
import java.time.Instant;

/**
 * A release that somebody took back.
 *
 * @param from the revision that was left
 * @param fromVersion its version; empty when unknown
 * @param fromImage its image by digest; empty when unknown
 * @param to the revision that serves instead
 * @param by who did it
 * @param why the reason given; may be empty
 * @param time when
 */
public record Withdrawal(
        RevisionName from, String fromVersion, String fromImage, RevisionName to, String by, String why, Instant time) {
    /** The longest reason that is kept, in characters. */
    private static final int LONGEST_REASON = 500;

    /** One whose image is unknown. */
    public Withdrawal(RevisionName from, String fromVersion, RevisionName to, String by, String why, Instant time) {
        this(from, fromVersion, "", to, by, why, time);
    }

    public Withdrawal {
        why = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
    }
}
