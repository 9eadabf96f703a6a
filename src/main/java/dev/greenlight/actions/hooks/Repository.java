package dev.greenlight.actions.hooks;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.ExternalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks git about the repository of a folder. */
final class Repository {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Client git;

    /** @param git runs programs in a folder of the repository */
    Repository(Client git) {
        this.git = git;
    }

    /** The folder that git was asked in. */
    Path folder() {
        return git.folder();
    }

    /**
     * The answer without the blanks around it.
     *
     * @throws ExternalFailure when git does not answer
     */
    String ask(String tried, String... question) {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(question));
        Ending ending = git.run(line, LONGEST);
        if (ending instanceof Ending.Exited exited && exited.succeeded()) {
            return exited.output().strip();
        }
        throw new ExternalFailure(
                tried,
                "git did not do its part: " + String.join(" | ", Tail.of(ending, 3)),
                "Run this in a folder of a git repository, with git installed.");
    }
}
