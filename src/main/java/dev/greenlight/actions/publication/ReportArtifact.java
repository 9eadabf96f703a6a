package dev.greenlight.actions.publication;

import dev.greenlight.runner.FileCommands;
import dev.greenlight.runner.Log;
import dev.greenlight.runner.RunnerContext;
import dev.greenlight.runner.artifacts.Artifact;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
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
     * Sends the folder as it is now, and says which artifact it became.
     *
     * @throws dev.greenlight.report.ExternalFailure when the service does not take it
     */
    public void send(ArtifactName name, ResultsAccess access, Path reports) {
        Artifact artifact = new Artifacts(access, Patience.USUAL).send(name, reports);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("artifact-id", artifact.id());
        outputs.put("artifact-digest", artifact.digest());
        log.say("Artifact: %s, number %s, %d bytes, %s"
                .formatted(name, artifact.id(), artifact.size(), artifact.digest()));
        if (context.inActions()) {
            outputs.forEach((output, value) -> files.write(FileCommands.Target.OUTPUT, output, value));
        }
    }
}
