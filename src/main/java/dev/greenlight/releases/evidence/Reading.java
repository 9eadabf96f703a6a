package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.RevisionName;
import java.util.Map;

/** What the metrics said, or that they said nothing. */
public sealed interface Reading {
    /** Requests by revision; a revision without requests is absent. */
    record Known(Map<RevisionName, Counts> byRevision) implements Reading {
        public Known {
            byRevision = Map.copyOf(byRevision);
        }

        public Counts of(RevisionName revision) {
            return byRevision.getOrDefault(revision, Counts.NONE);
        }
    }

    /** They could not be read. */
    record Unknown(String why) implements Reading {}
}
