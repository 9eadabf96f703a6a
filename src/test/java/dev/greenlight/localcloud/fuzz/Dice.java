package dev.greenlight.localcloud.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Seeded choices. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code n} times. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
