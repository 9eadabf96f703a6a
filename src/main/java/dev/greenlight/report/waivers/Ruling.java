package dev.greenlight.report.waivers;

/** What the waivers say of one finding. */
public sealed interface Ruling {
    /** No waiver is about it. */
    record Counts() implements Ruling {}

    /** A waiver holds, and the finding does not count. */
    record Waived(Waiver waiver) implements Ruling {}

    /** A waiver was about it and has expired: it counts again. */
    record Lapsed(Waiver waiver) implements Ruling {}
}
