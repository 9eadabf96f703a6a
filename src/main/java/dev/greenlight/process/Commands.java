package dev.greenlight.process;

import java.util.function.Consumer;

/** The port through which every room runs commands. */
public interface Commands {
    /**
     * Runs to the end, the time limit, or this thread's interruption, whichever is first; afterwards nothing that it started still runs.
     * Of each stream the first 64 Mi characters are kept.
     *
     * @param lines receives each line of both streams as it appears, without its line end; called from one thread at a time
     */
    Ending run(Command command, Consumer<String> lines);

    /** Runs without following its lines. */
    default Ending run(Command command) {
        return run(command, line -> {});
    }
}
