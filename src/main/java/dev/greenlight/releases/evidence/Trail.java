package dev.greenlight.releases.evidence;

import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;

/** Whose log lines may tell why a step failed. */
public sealed interface Trail {
    /** A revision's. */
    record OfRevision(ServiceName service, RevisionName revision) implements Trail {}

    /** A job run's. */
    record OfRun(String job, String execution) implements Trail {}

    /** Nobody's. */
    record None() implements Trail {}
}
