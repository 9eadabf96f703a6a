package dev.greenlight.waiting;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Looks again and again until something is so. When the time is out, the test fails and says what was awaited. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Something that may become so. */
    @FunctionalInterface
    public interface Condition {
        /**
         * Looks once.
         *
         * @throws Exception when it cannot be looked at, which ends the waiting
         */
        boolean holds() throws Exception;
    }

    /**
     * Waits at most 10 s, with at least one look.
     *
     * @param what the words of the failure: "a second instance"
     * @throws AssertionError when it is not so in time
     */
    public static void until(String what, Condition condition) {
        until(what, LIMIT, condition);
    }

    /**
     * Waits, with at least one look.
     *
     * @param what the words of the failure: "a second instance"
     * @param limit how long at most
     * @throws AssertionError when it is not so in time
     */
    public static void until(String what, Duration limit, Condition condition) {
        value(what, limit, condition::holds, Boolean.TRUE::equals);
    }

    /**
     * Asks, once at least, until the answer is good enough.
     *
     * @param what the words of the failure: "three entries of the log"
     * @param limit how long at most
     * @return the first answer that is good enough
     * @throws AssertionError with the last answer, when none is good enough in time
     */
    public static <T> T value(String what, Duration limit, Callable<T> asked, Predicate<? super T> enough) {
        long start = System.nanoTime();
        while (true) {
            T answer = ask(what, asked);
            if (enough.test(answer)) {
                return answer;
            }
            if (System.nanoTime() - start >= limit.toNanos()) {
                throw new AssertionError(
                        "Waited " + limit.toMillis() + " ms in vain for " + what + "; the last look showed: " + answer);
            }
            pause(what);
        }
    }

    private static <T> T ask(String what, Callable<T> asked) {
        try {
            return asked.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("Waiting for " + what + " ended: " + e, e);
        }
    }

    private static void pause(String what) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Waiting for " + what + " was interrupted", e);
        }
    }
}
