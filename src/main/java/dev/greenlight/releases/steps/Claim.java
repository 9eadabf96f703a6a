package dev.greenlight.releases.steps;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.ServiceState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a release knows its own notes on a service: by who wrote them and when it began. A revision's name does not tell, since two runs of one
 * commit give it the same.
 */
public final class Claim {
    private final Owner owner;
    private final Map<String, String> found;
    private Optional<Instant> began = Optional.empty();
    private Optional<Good> recorded = Optional.empty();
    private Optional<Intent> written = Optional.empty();

    /** @param found the service's annotations before the release */
    Claim(Owner owner, Map<String, String> found) {
        this.owner = owner;
        this.found = found;
    }

    /** When this release first noted anything on the service. The same for ever, or a write whose answer got lost would not be recognised. */
    Instant began(Pace pace) {
        began = began.or(() -> Optional.of(pace.now()));
        return began.get();
    }

    /** The release is about to write this lock. */
    void intending(Intent intent) {
        written = Optional.of(intent);
    }

    /** The lock that this release wrote last, or tried to; empty before the first. */
    public Optional<Intent> intent() {
        return written;
    }

    /** The release is about to be recorded as this. */
    void recording(Good good) {
        recorded = Optional.of(good);
    }

    /** Whether the service is in this release's hands: under its lock, or with its record as the newest. */
    public boolean on(ServiceState state) {
        Journal journal = Journal.parse(state.annotations());
        Optional<Intent> intent = journal.intent();
        return intent.isPresent()
                ? intent.filter(this::wrote).isPresent()
                : recorded.isPresent() && journal.good().stream().findFirst().equals(recorded);
    }

    private boolean wrote(Intent intent) {
        return intent.owner().equals(owner) && began.equals(Optional.of(intent.time()));
    }

    /** Whether the service says of releases what it said before this one. */
    public boolean untouched(ServiceState state) {
        return Journal.parse(state.annotations()).equals(before());
    }

    /** What the service said of releases before this one. */
    public Journal before() {
        return Journal.parse(found);
    }
}
