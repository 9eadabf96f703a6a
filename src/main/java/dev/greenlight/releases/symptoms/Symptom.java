package dev.greenlight.releases.symptoms;

/**
 * A cause that was recognised.
 *
 * @param kind its short name, such as {@code allowed-hosts}; the same for all ways in which the cause shows
 * @param cause what is wrong, in one sentence
 * @param seen the words that say so, at most {@value #LONGEST} characters of one line
 * @param next what to do about it
 * @param command that shows more or mends it; it is never run by this program
 */
public record Symptom(String kind, String cause, String seen, String next, String command) {
    /** More of a line is not read. */
    static final int LONGEST = 300;
}
