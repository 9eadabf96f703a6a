package dev.greenlight.releases.turns;

/** How one version stands to another in the repository's history. */
public enum Order {
    /** Both are the same commit. */
    SAME,
    /** It contains the other. */
    NEWER,
    /** The other contains it. */
    OLDER,
    /** Neither contains the other. */
    DIVERGED,
    /** The history does not say: a version is no commit, or is not there. */
    UNKNOWN
}
