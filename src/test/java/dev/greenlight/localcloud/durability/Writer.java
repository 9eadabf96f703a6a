package dev.greenlight.localcloud.durability;

import java.io.UncheckedIOException;

/** Writes one kind of thing that nobody else writes, and remembers what it was promised. */
abstract class Writer {
    private int sequence;

    /** Makes the thing that is written, once. */
    abstract void begin(KilledServer server);

    /** One write; returns when it was acknowledged. */
    abstract void write(KilledServer server, int number);

    /** What was acknowledged is there, and what was under way is there as a whole or not at all. */
    abstract void check(KilledServer server);

    /** Writes until the server is gone. */
    final void run(KilledServer server) {
        try {
            while (true) {
                sequence++;
                write(server, sequence);
            }
        } catch (UncheckedIOException e) {
            // Killed.
        }
    }

    final int sequence() {
        return sequence;
    }
}
