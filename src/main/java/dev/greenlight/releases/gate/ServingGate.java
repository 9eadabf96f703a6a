package dev.greenlight.releases.gate;

import dev.greenlight.releases.world.RevisionName;
import java.time.Duration;
import java.util.List;

/**
 * Whether the public address is served by the revision that should serve it: several answers in a row that name it. An operation that says
 * it is done does not count.
 *
 * @param successes how many in a row
 * @param limit how long it may take, since a shift is not instantaneous
 * @param revision who must answer
 */
public record ServingGate(int successes, Duration limit, RevisionName revision) {
    /** @param sightings so far, oldest first */
    public Judgement judge(List<Sighting> sightings, Duration elapsed) {
        int row = 0;
        String trouble = "it has not been asked yet";
        for (Sighting sighting : sightings) {
            boolean right = sighting.of(revision);
            row = right ? row + 1 : 0;
            trouble = right ? trouble : sighting.words();
        }
        if (row >= successes) {
            return new Judgement.Passed(successes + " answers in a row came from " + revision);
        }
        String words =
                row + " of " + successes + " answers in a row came from " + revision + "; last other: " + trouble;
        return elapsed.compareTo(limit) >= 0
                ? new Judgement.Failed("after " + limit.toSeconds() + " s " + words)
                : new Judgement.Inconclusive(words);
    }
}
