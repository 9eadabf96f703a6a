package dev.greenlight.localcloud.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Random numbers from 0 to 99, the same for the same seed, without a lock.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable pseudorandom number generators</a>
 */
final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLong state;

    Draws(long seed) {
        state = new AtomicLong(seed);
    }

    /** The next number; each of the hundred is equally likely. */
    int next() {
        long mixed = state.addAndGet(GOLDEN);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Math.unsignedMultiplyHigh(mixed ^ (mixed >>> 31), 100);
    }
}
