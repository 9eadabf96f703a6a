package dev.greenlight.actions.publication;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.FileCommands;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.RunnerContext;
import dev.greenlight.runner.artifacts.Archive;
import dev.greenlight.runner.artifacts.Artifact;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The folder of reports as an artifact of the workflow run, for people and for other jobs. */
public final class ReportArtifact {
    /** The input that names it. */
    public static final String INPUT = "artifact";

    private final RunnerContext context;
    private final Log log;
    private final FileCommands files;

    public ReportArtifact(RunnerContext context, Log log, FileCommands files) {
        this.context = context;
        this.log = log;
        this.files = files;
    }

    /**
     * Leaves the reports as they are now, with the logs below them, and says which artifact it became.
     *
     * @throws ExternalFailure when the service does not take it
     */
    public void send(ArtifactName name, ResultsAccess access, Path reports, Path logs) {
        Artifact artifact = new Artifacts(access, Patience.USUAL).send(name, archive(reports, logs));
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("artifact-id", artifact.id());
        outputs.put("artifact-digest", artifact.digest());
        log.say("Artifact: %s, number %s, %d bytes, %s"
                .formatted(name, artifact.id(), artifact.size(), artifact.digest()));
        if (context.inActions()) {
            outputs.forEach((output, value) -> files.write(FileCommands.Target.OUTPUT, output, value));
        }
    }

    private static Archive archive(Path reports, Path logs) {
        try {
            return Archive.of(reports).with(logs.getFileName() + "/", logs);
        } catch (IOException e) {
            throw new ExternalFailure(
                    "find the reports", "a folder cannot be read: " + e, "Look at the folders' owner.", e);
        }
    }
}
