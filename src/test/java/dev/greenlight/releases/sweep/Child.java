package dev.greenlight.releases.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own. */
record Child(Process process, Path output) {
    boolean alive() {
        return process.isAlive();
    }

    /** All that it has said so far. */
    String said() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    Ended kill() throws IOException, InterruptedException {
        return new Ended(process.destroyForcibly().waitFor(), said());
    }

    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            Ended killed = kill();
            return new Ended(killed.code(), "it did not end: " + killed.output());
        }
        return new Ended(process.exitValue(), said());
    }
}
