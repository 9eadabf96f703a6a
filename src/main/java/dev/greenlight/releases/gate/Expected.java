package dev.greenlight.releases.gate;

import dev.greenlight.releases.evidence.Answer;
import dev.greenlight.releases.world.RevisionName;

/**
 * The revision that should answer.
 *
 * @param revision its name
 * @param version the version it was released as, which stands in where an application tells its commit or version but not its revision;
 *     empty when unknown
 * @param alone whether no other revision that may answer was released as that version: of two, a version names neither
 */
public record Expected(RevisionName revision, String version, boolean alone) {
    /** The only one of its version. */
    public Expected(RevisionName revision, String version) {
        this(revision, version, true);
    }

    /** Who gave this answer of the version path. */
    public Sighting in(Answer answer) {
        if (!(answer instanceof Answer.Answered answered) || !answer.good()) {
            return new Sighting.Unnamed(answer.words());
        }
        return VersionParser.parse(answered.body())
                .map(this::who)
                .orElseGet(() -> new Sighting.Unnamed("the version path answered something that names no revision"));
    }

    private Sighting who(VersionParser.Running running) {
        if (!running.revision().isEmpty()) {
            return new Sighting.Named(running.revision());
        }
        boolean same = !version.isEmpty()
                && (running.commit().equals(version) || running.version().equals(version));
        if (same && !alone) {
            return new Sighting.Unnamed("version " + version
                    + " answered, which is that of two revisions, and the request log does not name who it was yet");
        }
        return same
                ? new Sighting.Named(revision.value())
                : new Sighting.Unnamed("version " + running.version() + ", commit " + running.commit());
    }
}
