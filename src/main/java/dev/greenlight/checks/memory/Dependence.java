package dev.greenlight.checks.memory;

/** What the result of one check depends on, or why that is not known. */
sealed interface Dependence {
    /**
     * All of it is known.
     *
     * @param key stands for it
     * @param lasting whether it is all in the repository and on this machine; else services outside have a say, and tell nothing of their changes
     */
    record Known(Fingerprint key, boolean lasting) implements Dependence {}

    /** It cannot be known. @param why a clause */
    record Unknown(String why) implements Dependence {}
}
