package dev.greenlight.runner.toolkit;

import dev.greenlight.runner.RunnerContext;
import dev.greenlight.runner.artifacts.Archive;
import dev.greenlight.runner.artifacts.Artifact;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a folder as an artifact and fetches it into another one, in a process of its own that has little memory. */
public final class ThereAndBack {
    private ThereAndBack() {}

    public static void main(String[] arguments) throws IOException {
        ResultsAccess access =
                ResultsAccess.from(new RunnerContext(System.getenv())).orElseThrow();
        Artifacts artifacts = new Artifacts(access, Patience.SHORT);
        ArtifactName name = new ArtifactName("large");
        Artifact sent = artifacts.send(name, Archive.of(Path.of(arguments[0])));
        if (!artifacts.fetch(name, Path.of(arguments[1])).equals(Optional.of(sent))) {
            throw new AssertionError("it is not there, or another one");
        }
    }
}
