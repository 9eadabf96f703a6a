package dev.greenlight.releases.sight;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service as it was found.
 *
 * @param state empty when it does not exist
 * @param revisions all its revisions
 * @param open whether everybody may call it
 */
public record View(Optional<ServiceState> state, List<RevisionState> revisions, boolean open) {
    /** A service that does not exist. */
    public static final View NONE = new View(Optional.empty(), List.of(), false);

    public View {
        revisions = List.copyOf(revisions);
    }

    public Journal journal() {
        return state.map(found -> Journal.parse(found.annotations())).orElse(Journal.EMPTY);
    }

    /** Left behind by a first deploy that was killed: nobody has ever been able to call it. */
    public boolean leftBehind() {
        return state.isPresent()
                && !open
                && journal().good().isEmpty()
                && journal().intent().isPresent();
    }

    public Optional<RevisionState> revision(RevisionName name) {
        return revisions.stream().filter(found -> found.name().equals(name)).findFirst();
    }

    /** The release that a revision is, as recorded; what is known of it otherwise. */
    public Good good(RevisionName name) {
        return journal().good().stream()
                .filter(recorded -> recorded.revision().equals(name))
                .findFirst()
                .orElseGet(() -> new Good(
                        name,
                        version(name),
                        revision(name).map(RevisionState::image).orElse(""),
                        revision(name).map(RevisionState::created).orElse(Instant.EPOCH),
                        Owner.UNKNOWN));
    }

    /**
     * Whether no other revision that had a part of that traffic was released as the same version or is of the same image, so that the version
     * names the revision.
     */
    public boolean alone(RevisionName revision, String version, Traffic traffic) {
        return traffic.shares().keySet().stream()
                .noneMatch(other -> !other.equals(revision)
                        && (version(other).equals(version)
                                || !image(other).isEmpty() && image(other).equals(image(revision))));
    }

    private String image(RevisionName name) {
        return revision(name).map(RevisionState::image).orElse("");
    }

    /** What a revision was released as; empty text when it does not say. */
    public String version(RevisionName name) {
        return revision(name)
                .map(found -> found.annotations().getOrDefault(Keys.VERSION, ""))
                .orElse("");
    }
}
