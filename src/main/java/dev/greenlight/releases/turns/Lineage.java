package dev.greenlight.releases.turns;

/** Knows the order of versions in the repository's history. */
@FunctionalInterface
public interface Lineage {
    /**
     * How a version stands to one that is known already.
     *
     * @param version a commit or another name that the history knows
     * @param known likewise
     * @return never fails: what cannot be told is {@link Order#UNKNOWN}
     */
    Order order(String version, String known);

    /** Asks this one first, and the other when this one does not know. */
    default Lineage or(Lineage other) {
        return (version, known) -> {
            Order order = order(version, known);
            return order == Order.UNKNOWN ? other.order(version, known) : order;
        };
    }
}
