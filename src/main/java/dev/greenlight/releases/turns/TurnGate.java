package dev.greenlight.releases.turns;

import dev.greenlight.releases.journal.Good;
import dev.greenlight.releases.journal.Intent;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.journal.Withdrawal;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.releases.world.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release may begin, for all that other releases of the service have done or are doing.
 *
 * @param version what is to be released
 * @param owner who releases it
 * @param force the person in charge takes it upon himself
 * @param circumstances what was found
 */
public record TurnGate(String version, Owner owner, boolean force, Circumstances circumstances) {
    /** The most that a job on GitHub's own runners may last. On others it may last longer, and is then asked after by its token. */
    private static final Duration LONGEST_JOB = Duration.ofHours(6);

    /**
     * What the gate says.
     *
     * @param refusals why the release must not begin; empty when it may
     * @param notes what a person should know of it all the same
     */
    public record Turn(List<String> refusals, List<String> notes) {
        public Turn {
            refusals = List.copyOf(refusals);
            notes = List.copyOf(notes);
        }
    }

    /** @param serving the release that serves; empty when it is unknown */
    public Turn judge(ServiceName service, Journal journal, Optional<Good> serving) {
        List<String> refusals = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        journal.intent().ifPresent(intent -> lock(service, intent, refusals, notes));
        if (!force && !serving.map(Good::version).equals(Optional.of(version))) {
            held(service, journal)
                    .or(() -> superseded(service, journal, serving))
                    .ifPresent(refusals::add);
        }
        return new Turn(refusals, notes);
    }

    private void lock(ServiceName service, Intent intent, List<String> refusals, List<String> notes) {
        Duration age = Duration.between(intent.time(), circumstances.now());
        String baking = intent.baking()
                .map(since -> " and baking for " + words(Duration.between(since, circumstances.now())))
                .orElse("");
        String who = "the release of " + intent.version() + " by " + intent.owner() + ", begun " + words(age) + " ago"
                + baking;
        if (intent.owner().endedBefore(owner)) {
            notes.add(who + ", did not finish; this run takes it up again");
            return;
        }
        switch (circumstances.of(intent.owner())) {
            case Liveness.Ended ended -> notes.add(who + ", did not finish and its run has ended; it is taken over");
            case Liveness.Running running ->
                refusals.add(
                        service + " is locked by " + who
                                + ", which is still running; wait for it, cancel it, or use the rollback action, which does not wait");
            case Liveness.Unknown(String why) -> {
                if (force || age.compareTo(LONGEST_JOB) > 0) {
                    notes.add(who + ", did not finish; it is taken over");
                } else {
                    refusals.add(service + " is locked by " + who + ", and whether it is still running cannot be told ("
                            + why + "); when it is not, set force to true, or use the rollback action");
                }
            }
        }
    }

    private Optional<String> held(ServiceName service, Journal journal) {
        return journal.hold(version)
                .or(() -> journal.withdrawn().stream()
                        .findFirst()
                        .map(Withdrawal::fromVersion)
                        .filter(known -> !known.isEmpty() && circumstances.to(known) == Order.SAME)
                        .flatMap(journal::hold))
                .map(withdrawal -> "version " + version
                        + (withdrawal.fromVersion().equals(version)
                                ? ""
                                : ", which is the commit of " + withdrawal.fromVersion() + ",")
                        + " of " + service + " was rolled back by " + withdrawal.by()
                        + " on " + withdrawal.time() + (withdrawal.why().isBlank() ? "" : " (" + withdrawal.why() + ")")
                        + "; release a newer one, or set force to true");
    }

    /** An older commit never overtakes a newer one, not even one that was rolled back: what is older may lack what was mended. */
    private Optional<String> superseded(ServiceName service, Journal journal, Optional<Good> serving) {
        Optional<String> older = serving.filter(this::before)
                .map(good -> good.version() + ", which serves " + service + " since " + good.time());
        return older.or(() -> journal.withdrawn().stream()
                        .findFirst()
                        .filter(withdrawal -> circumstances.to(withdrawal.fromVersion()) == Order.OLDER)
                        .map(withdrawal -> withdrawal.fromVersion() + ", which " + service + " has had since"))
                .map(newer -> "version " + version + " is older than " + newer
                        + "; to go back use the rollback action, or set force to true");
    }

    private boolean before(Good good) {
        return switch (circumstances.to(good.version())) {
            case OLDER -> true;
            case SAME, NEWER -> false;
            case DIVERGED, UNKNOWN -> earlierRun(good.owner());
        };
    }

    private boolean earlierRun(Owner other) {
        return owner.workflowRun()
                .flatMap(mine -> other.workflowRun()
                        .map(theirs -> mine.repository().equals(theirs.repository()) && mine.id() < theirs.id()))
                .orElse(false);
    }

    private static String words(Duration age) {
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
