package dev.greenlight.releases;

import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.Traffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The effects on the fake cloud, what goes wrong with them, and what others do at the same time. */
abstract class FakeTroubles {
    final List<String> history = new ArrayList<>();
    final Deque<Trouble> troubles = new ArrayDeque<>();
    Predicate<Traffic> ignored = traffic -> false;
    Optional<String> jobTrouble = Optional.empty();
    Runnable beforeChange = () -> {};
    Runnable afterChange = () -> {};
    Runnable beforeCreation = () -> {};
    Function<RevisionName, Optional<Reply>> deletions = revision -> Optional.empty();
    Function<ServiceChange, Optional<Reply>> changes = change -> Optional.empty();
    Function<ServiceName, Optional<Reply>> removals = service -> Optional.empty();

    /** An answer to the next write. @param done whether the write is done all the same and only its answer lost */
    record Trouble(Reply reply, boolean done) {}

    public synchronized void answerNext(Reply reply, boolean done) {
        troubles.add(new Trouble(reply, done));
    }

    /** Traffic that is accepted and never put into effect. */
    public synchronized void ignoreTraffic(Predicate<Traffic> which) {
        ignored = which;
    }

    /** Happens between a release's look at the service and its next change of it. */
    public synchronized void beforeNextChange(Runnable meanwhile) {
        beforeChange = meanwhile;
    }

    /** Happens between a release's next change of a service and its look at what became of it. */
    public synchronized void afterNextChange(Runnable meanwhile) {
        afterChange = meanwhile;
    }

    /** Happens between a release's look at a service that is not there and its creation. */
    public synchronized void beforeNextCreation(Runnable meanwhile) {
        beforeCreation = meanwhile;
    }

    /** Another answer to the deletion of a revision than the usual one. */
    public synchronized void onDeletion(Function<RevisionName, Optional<Reply>> answer) {
        deletions = answer;
    }

    /** Another answer to a change of a service than the usual one; it is not made then. */
    public synchronized void onChange(Function<ServiceChange, Optional<Reply>> answer) {
        changes = answer;
    }

    /** Another answer to the deletion of a service than the usual one. */
    public synchronized void onRemoval(Function<ServiceName, Optional<Reply>> answer) {
        removals = answer;
    }

    public synchronized void failJobs(String why) {
        jobTrouble = Optional.of(why);
    }

    /** Every effect, in order, in words. */
    public synchronized List<String> history() {
        return List.copyOf(history);
    }

    /** Whether anybody could ever call it. */
    public synchronized boolean everOpen(String service) {
        return history.contains("open " + service);
    }

    Reply write(String words, Runnable effect) {
        Trouble trouble = troubles.isEmpty() ? null : troubles.removeFirst();
        if (trouble == null || trouble.done()) {
            effect.run();
            history.add(words);
        }
        return trouble == null ? new Reply.Accepted(0) : trouble.reply();
    }
}
