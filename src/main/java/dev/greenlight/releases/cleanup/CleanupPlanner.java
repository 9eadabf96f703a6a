package dev.greenlight.releases.cleanup;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Keys;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.sight.View;
import dev.greenlight.releases.world.Colour;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.RevisionState;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Tag;
import dev.greenlight.releases.world.Traffic;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells which of a service's revisions a finished release may delete. */
public final class CleanupPlanner {
    /** More are left to the next release, so that none takes long over it. */
    static final int MOST = 20;

    private CleanupPlanner() {}

    /**
     * The revisions of past releases beyond those that are kept, oldest first.
     *
     * @param serving the revision that serves; it is not a past one
     * @param keep how many past ones stay, at least 1
     */
    public static List<RevisionName> surplus(View view, Optional<RevisionName> serving, int keep) {
        return surplus(view, serving, keep, Set.of());
    }

    /** Those that will be surplus when the release has ended: the addresses of the colours have other revisions then. */
    public static List<RevisionName> foreseen(View view, RevisionName next, int keep) {
        return surplus(view, Optional.of(next), keep, Set.of(Colour.BLUE.tag(), Colour.GREEN.tag(), Tag.CANDIDATE));
    }

    private static List<RevisionName> surplus(View view, Optional<RevisionName> serving, int keep, Set<Tag> passing) {
        Set<RevisionName> needed = needed(view, serving, keep, passing);
        return view.revisions().stream()
                .filter(revision -> revision.annotations().containsKey(Keys.VERSION))
                .filter(revision -> !Optional.of(revision.name()).equals(serving))
                .sorted(Comparator.comparing(RevisionState::created).reversed())
                .skip(keep)
                .map(RevisionState::name)
                .filter(revision -> !needed.contains(revision))
                .toList()
                .reversed()
                .stream()
                .limit(MOST)
                .toList();
    }

    /** What has traffic or a tag, is the newest, could be gone back to, or is under way or held. */
    private static Set<RevisionName> needed(View view, Optional<RevisionName> serving, int keep, Set<Tag> passing) {
        Set<RevisionName> needed = new HashSet<>();
        Journal journal = view.journal();
        journal.good().stream()
                .map(Good::revision)
                .filter(good -> !Optional.of(good).equals(serving))
                .limit(keep)
                .forEach(needed::add);
        journal.withdrawn().stream()
                .filter(entry -> journal.hold(entry.fromVersion()).isPresent())
                .map(Withdrawal::from)
                .forEach(needed::add);
        journal.intent().map(Intent::revision).ifPresent(needed::add);
        Stream<Traffic> traffic = Stream.concat(
                journal.intent().map(Intent::prior).stream(),
                view.state().stream().flatMap(CleanupPlanner::traffic));
        traffic.forEach(known -> {
            needed.addAll(known.shares().keySet());
            known.tags().forEach((tag, revision) -> {
                if (!passing.contains(tag)) {
                    needed.add(revision);
                }
            });
        });
        view.state().map(ServiceState::readiness).ifPresent(readiness -> {
            readiness.latestCreated().ifPresent(needed::add);
            readiness.latestReady().ifPresent(needed::add);
        });
        return needed;
    }

    private static Stream<Traffic> traffic(ServiceState state) {
        return Stream.concat(state.wished().stream(), state.served().traffic().stream());
    }
}
