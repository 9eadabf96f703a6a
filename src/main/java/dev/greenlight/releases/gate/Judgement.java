package dev.greenlight.releases.gate;

/** What a gate says of the evidence so far. */
public sealed interface Judgement {
    /** Why, in one sentence for a person. */
    String words();

    /** Go on. */
    record Passed(String words) implements Judgement {}

    /** Go back. */
    record Failed(String words) implements Judgement {}

    /** Keep looking. */
    record Inconclusive(String words) implements Judgement {}
}
