package dev.greenlight.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a person meant who wrote a name that does not exist. */
public final class NearestName {
    private NearestName() {}

    /** The known name that takes the fewest edits, when these are at most a third of the written name's letters, and at least one is allowed. */
    public static Optional<String> of(String written, Collection<String> known) {
        int most = Math.max(1, (written.length() + 1) / 3);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> edits(written, name))
                        .thenComparing(name -> name))
                .filter(name -> edits(written, name) <= most);
    }

    /** Letters to insert, delete, replace, or swap with their neighbour. */
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(from, to, cost, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int step(String from, String to, int[][] cost, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
