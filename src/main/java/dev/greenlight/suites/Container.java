package dev.greenlight.suites;

import java.util.List;

/**
 * A container of a stack, as the engine describes it.
 *
 * @param service the compose service that it belongs to
 * @param id the engine's id
 * @param running whether it still runs
 * @param exitCode of its main process; 0 while it runs
 * @param outOfMemory whether it was killed for lack of memory
 * @param binds the host's folders that are mounted into it
 */
record Container(String service, String id, boolean running, int exitCode, boolean outOfMemory, List<String> binds) {
    Container {
        binds = List.copyOf(binds);
    }

    /** More about a bad exit code; empty when there is nothing more to say. */
    String hint() {
        return outOfMemory ? " (killed: the container ran out of memory)" : "";
    }
}
