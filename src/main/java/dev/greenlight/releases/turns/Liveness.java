package dev.greenlight.releases.turns;

/** Whether a release's owner is still at work. */
public sealed interface Liveness {
    /** It is. */
    record Running() implements Liveness {}

    /** It has ended, in whatever way. */
    record Ended() implements Liveness {}

    /** That cannot be told. @param why in a few words */
    record Unknown(String why) implements Liveness {}
}
