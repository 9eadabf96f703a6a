package dev.greenlight.releases.steps;

import dev.greenlight.releases.cloud.CloudRun;
import dev.greenlight.releases.cloud.Reply;
import dev.greenlight.releases.journal.Journal;
import dev.greenlight.releases.world.ServiceChange;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.releases.world.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sends a change and waits until it is in effect, through lost answers, conflicts and a busy cloud. */
public final class Settling {
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(3);

    private final CloudRun cloud;
    private final Pace pace;
    private final Duration limit;

    /** @param limit how long a change may take, with all its repetitions */
    public Settling(CloudRun cloud, Pace pace, Duration limit) {
        this.cloud = cloud;
        this.pace = pace;
        this.limit = limit;
    }

    /** What became of a change. */
    public sealed interface Result {
        /** It is in effect. */
        record Done(ServiceState state) implements Result {}

        /** It will not be. */
        record Failed(String words) implements Result {}

        /** Somebody else changed the service's traffic, or made it part of another release. Nothing was done. */
        record Overtaken(ServiceState state) implements Result {}
    }

    /**
     * Changes a service's traffic.
     *
     * @param decidedOn the state that the change was decided on
     * @param change the change for a state; called again for a newer one whose traffic is the same
     */
    public Result shift(ServiceState decidedOn, Function<ServiceState, ServiceChange> change) {
        return apply(decidedOn, change, state -> state.consistent(), Settling::givenUp);
    }

    /** Why Cloud Run works on the traffic no more although it is not as wished; empty while it does, or when it does not say. */
    private static Optional<String> givenUp(ServiceState state) {
        String words = Reasons.of(state);
        return state.readiness().settled() && !state.consistent() && !words.isEmpty()
                ? Optional.of(words)
                : Optional.empty();
    }

    /**
     * Changes a service.
     *
     * @param reached whether the change is in effect
     * @param failed why it never will be; empty while it still may
     */
    public Result apply(
            ServiceState decidedOn,
            Function<ServiceState, ServiceChange> change,
            Predicate<ServiceState> reached,
            Function<ServiceState, Optional<String>> failed) {
        Instant start = pace.now();
        ServiceState current = decidedOn;
        Duration backoff = FIRST_BACKOFF;
        while (true) {
            ServiceChange next = change.apply(current);
            String trouble;
            switch (cloud.change(next)) {
                case Reply.Accepted(long generation) -> {
                    return await(next, current, generation, start, reached, failed);
                }
                case Reply.Refused(String words) -> {
                    return new Result.Failed("Cloud Run refuses the change: " + words);
                }
                case Reply.Busy(String words) -> trouble = words;
                case Reply.Conflict(String words) -> {
                    Optional<ServiceState> now = cloud.service(next.service());
                    if (now.isPresent() && inEffect(now.get(), next)) {
                        return await(next, current, now.get().mark().generation(), start, reached, failed);
                    }
                    if (now.isPresent() && !same(now.get(), current)) {
                        return new Result.Overtaken(now.get());
                    }
                    current = now.orElse(current);
                    trouble = words;
                }
            }
            if (pace.since(start).compareTo(limit) > 0) {
                return new Result.Failed(
                        "Cloud Run did not take the change within " + limit.toSeconds() + " s: " + trouble);
            }
            pace.pause(backoff);
            backoff =
                    backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0 ? backoff.multipliedBy(2) : LONGEST_BACKOFF;
        }
    }

    /** Whether nothing that a decision about traffic rests on has changed. */
    private static boolean same(ServiceState now, ServiceState before) {
        return now.wished().equals(before.wished()) && told(now, before);
    }

    /** Whether a change whose answer got lost has been taken nevertheless. */
    private static boolean inEffect(ServiceState now, ServiceChange change) {
        boolean traffic = change.traffic().isEmpty() || change.traffic().equals(now.wished());
        boolean notes = change.annotations().isEmpty()
                || now.annotations()
                                .entrySet()
                                .containsAll(change.annotations().get().entrySet())
                        // A lock that was to be taken off is still there: what is left out is no part of the others.
                        && Journal.parse(now.annotations())
                                .equals(Journal.parse(change.annotations().get()));
        return traffic && notes;
    }

    /**
     * Waits for a service that has just been made.
     *
     * @param ours whether it is still the one that was made, and nobody else's
     */
    public Result created(
            ServiceName name,
            Predicate<ServiceState> ours,
            Predicate<ServiceState> reached,
            Function<ServiceState, Optional<String>> failed) {
        return await(name, 0, pace.now(), ours.and(reached), failed, ours.negate());
    }

    private Result await(
            ServiceChange change,
            ServiceState decidedOn,
            long generation,
            Instant start,
            Predicate<ServiceState> reached,
            Function<ServiceState, Optional<String>> failed) {
        Predicate<ServiceState> wished =
                state -> change.traffic().isEmpty() || change.traffic().equals(state.wished());
        Predicate<ServiceState> noted = state -> change.annotations()
                .filter(notes -> !Journal.parse(notes).equals(Journal.parse(state.annotations())))
                .isEmpty();
        // A later change than ours, with another traffic: waiting for ours would be waiting in vain. With the same
        // traffic and another
        // release's lock, going on would be taking that lock away.
        Predicate<ServiceState> overtaken =
                state -> generation > 0 && state.mark().generation() > generation && !wished.test(state)
                        || !noted.test(state) && !told(state, decidedOn);
        return await(change.service(), generation, start, wished.and(noted).and(reached), failed, overtaken);
    }

    private static boolean told(ServiceState now, ServiceState before) {
        return Journal.parse(now.annotations()).equals(Journal.parse(before.annotations()));
    }

    private Result await(
            ServiceName name,
            long generation,
            Instant start,
            Predicate<ServiceState> reached,
            Function<ServiceState, Optional<String>> failed,
            Predicate<ServiceState> overtaken) {
        while (true) {
            Optional<ServiceState> state = cloud.service(name);
            if (state.isPresent() && state.get().mark().generation() >= generation) {
                if (reached.test(state.get())) {
                    return new Result.Done(state.get());
                }
                if (overtaken.test(state.get())) {
                    return new Result.Overtaken(state.get());
                }
                Optional<String> why = failed.apply(state.get());
                if (why.isPresent()) {
                    return new Result.Failed(why.get());
                }
            }
            if (pace.since(start).compareTo(limit) > 0) {
                return new Result.Failed("it is not in effect after " + limit.toSeconds() + " s"
                        + state.map(Settling::standing).orElse(": the service is not there"));
            }
            pace.pause(POLL);
        }
    }

    /** What a service that has not become as wished says instead. */
    private static String standing(ServiceState state) {
        String words = Reasons.of(state);
        if (!words.isEmpty()) {
            return ": " + words;
        }
        if (!state.readiness().settled()) {
            return ": Cloud Run still works on it";
        }
        return state.consistent()
                ? ""
                : ": Cloud Run says that it is done and serves "
                        + state.served().traffic().map(Traffic::toString).orElse("nothing");
    }
}
