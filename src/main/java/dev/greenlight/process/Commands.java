package dev.greenlight.process;

import java.util.function.Consumer;

/** The port through which every room runs commands. */
public interface Commands {
    /** How much is kept of each stream. */
    int MOST_CHARACTERS = 64 * 1024 * 1024;

    /** The same in words, for a reason. */
    String MORE_THAN_IS_KEPT = "more than the " + (MOST_CHARACTERS >> 20) + " Mi characters that are kept";
    /** What is said of a child whose output is not whole. */
    String CUT_OFF = "it printed " + MORE_THAN_IS_KEPT + ", or left a process behind that may print more";

    /**
     * Runs to the end, the time limit, or this thread's interruption, whichever is first; when it is stopped, nothing that it started still runs.
     * What a child leaves behind that ends by itself runs on, and is not waited for longer than some seconds.
     * Of each stream the first 64 Mi characters are kept, to the letter; bytes that are no UTF-8 become U+FFFD.
     *
     * @param lines receives each line of both streams as it appears, without its line end, and a line of more than 64 Ki characters in pieces;
     *     called from one thread at a time
     */
    Ending run(Command command, Consumer<String> lines);

    /** Runs without following its lines. */
    default Ending run(Command command) {
        return run(command, line -> {});
    }
}
