package dev.greenlight.releases.journal;

/** The annotations that are Greenlight's. */
public final class Keys {
    /** On a service: the good releases, newest first, as JSON. */
    public static final String GOOD = "greenlight.dev/good";
    /** On a service: the releases taken back by hand, newest first, as JSON. */
    public static final String ROLLED_BACK = "greenlight.dev/rolled-back";
    /** On a service: the release under way, as JSON. */
    public static final String INTENT = "greenlight.dev/intent";
    /** On a revision: what it was released as. */
    public static final String VERSION = "greenlight.dev/version";
    /** On a revision: a hash of all that a release asked of it. */
    public static final String CONTENTS = "greenlight.dev/contents";
    /** On a revision: its colour. */
    public static final String COLOUR = "greenlight.dev/colour";

    private Keys() {}
}
