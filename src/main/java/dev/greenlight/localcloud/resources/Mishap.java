package dev.greenlight.localcloud.resources;

import java.time.Duration;
import java.util.concurrent.Callable;

/** What is to go wrong with a write after it was accepted. It travels with the thread that makes the write, and is gone after a restart. */
public sealed interface Mishap {
    /** Nothing goes wrong. */
    record None() implements Mishap {}

    /** The write is stored and never worked on; its operation stays open. */
    record NeverEnds() implements Mishap {}

    /**
     * It ends badly.
     *
     * @param reason one of Cloud Run's reasons
     * @param message a sentence for a person
     */
    record Fails(String reason, String message) implements Mishap {}

    /** It is worked on only after this time. */
    record Slow(Duration time) implements Mishap {}

    /** Its new revision comes up at once; statuses, routes and the end of the operation wait for this time. */
    record LateTraffic(Duration time) implements Mishap {}

    /** Everything says that it is done; requests take the old ways for this time. */
    record LateRoutes(Duration time) implements Mishap {}

    /** It ends well, and the statuses go on saying what they said before. */
    record Drift() implements Mishap {}

    /**
     * Somebody else changes the service's traffic this long after it has ended.
     *
     * @param revision what he gives everything to; empty = he puts back what was before
     */
    record MovedByOthers(Duration after, String revision) implements Mishap {}

    /** This long after it has ended, the revision that it made is gone; when it made none, those that it took out of use are. */
    record RevisionVanishes(Duration after) implements Mishap {}

    /** What befalls a write that this thread makes now. */
    static Mishap current() {
        return Bound.CURRENT.orElse(new None());
    }

    /** Lets the mishap befall the write that is made within. */
    static <R> R during(Mishap mishap, Callable<R> write) throws Exception {
        return ScopedValue.where(Bound.CURRENT, mishap).call(write::call);
    }

    /** Keeps the value from those who see the interface. */
    final class Bound {
        private static final ScopedValue<Mishap> CURRENT = ScopedValue.newInstance();

        private Bound() {}
    }
}
