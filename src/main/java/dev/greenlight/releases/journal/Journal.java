package dev.greenlight.releases.journal;

import dev.greenlight.releases.world.RevisionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a service remembers of its releases.
 *
 * @param good the releases that proved themselves and were not withdrawn, newest first
 * @param withdrawn the releases taken back by hand, newest first
 * @param intent the release under way, or killed half-way; empty when there is none
 */
public record Journal(List<Good> good, List<Withdrawal> withdrawn, Optional<Intent> intent) {
    /** How many entries of each list are kept: an annotation's size is limited. */
    public static final int MOST = 10;

    /** A service that Greenlight has not released yet. */
    public static final Journal EMPTY = new Journal(List.of(), List.of(), Optional.empty());

    public Journal {
        good = good.stream().limit(MOST).toList();
        withdrawn = withdrawn.stream().limit(MOST).toList();
    }

    /** The journal in a service's annotations. */
    public static Journal parse(Map<String, String> annotations) {
        return JournalParser.parse(annotations);
    }

    /** All annotations of a service, with this journal in place of the one they held. */
    public Map<String, String> writtenTo(Map<String, String> annotations) {
        Map<String, String> written = new TreeMap<>(annotations);
        List.of(Keys.GOOD, Keys.ROLLED_BACK, Keys.INTENT).forEach(written::remove);
        if (!good.isEmpty()) {
            written.put(Keys.GOOD, JournalText.good(this));
        }
        if (!withdrawn.isEmpty()) {
            written.put(Keys.ROLLED_BACK, JournalText.withdrawn(this));
        }
        intent.ifPresent(release -> written.put(Keys.INTENT, JournalText.intent(release)));
        return written;
    }

    public Journal intending(Intent release) {
        return new Journal(good, withdrawn, Optional.of(release));
    }

    /** Nothing is under way any more. */
    public Journal settled() {
        return new Journal(good, withdrawn, Optional.empty());
    }

    /** A release has proved itself. */
    public Journal released(Good release) {
        return new Journal(
                Stream.concat(
                                Stream.of(release),
                                good.stream().filter(entry -> !entry.revision().equals(release.revision())))
                        .toList(),
                withdrawn,
                Optional.empty());
    }

    /** Without the good releases whose revisions are not kept. @param past how many stay beside the newest */
    public Journal keeping(int past) {
        return new Journal(good.stream().limit(past + 1L).toList(), withdrawn, intent);
    }

    /**
     * Somebody went back: what is newer than the target is not good any more, nor is what was left. When that is the target itself, which had
     * all traffic, nothing was withdrawn.
     */
    public Journal withdrew(Withdrawal withdrawal, Good target) {
        List<Good> older = knows(target.revision())
                ? after(target.revision())
                : good.stream()
                        .filter(entry -> !entry.revision().equals(withdrawal.from()))
                        .toList();
        return new Journal(
                Stream.concat(Stream.of(target), older.stream()).toList(),
                Stream.concat(
                                Stream.of(withdrawal)
                                        .filter(entry -> !entry.from().equals(target.revision())),
                                withdrawn.stream())
                        .toList(),
                Optional.empty());
    }

    /** The good release before the one that serves; the newest when the serving one is not recorded; empty when there is none. */
    public Optional<Good> before(RevisionName serving) {
        return (knows(serving) ? after(serving) : good).stream().findFirst();
    }

    private boolean knows(RevisionName revision) {
        return good.stream().anyMatch(entry -> entry.revision().equals(revision));
    }

    private List<Good> after(RevisionName revision) {
        return good.stream()
                .dropWhile(entry -> !entry.revision().equals(revision))
                .skip(1)
                .toList();
    }

    /** Why a version may not be released again; empty when it may. */
    public Optional<Withdrawal> hold(String version) {
        return withdrawn.stream()
                .filter(entry -> entry.fromVersion().equals(version))
                .findFirst()
                .filter(entry -> good.stream()
                        .noneMatch(later ->
                                later.version().equals(version) && later.time().isAfter(entry.time())));
    }
}
