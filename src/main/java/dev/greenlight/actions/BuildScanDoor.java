package dev.greenlight.actions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.images.BuildResult;
import dev.greenlight.images.ImageBuild;
import dev.greenlight.images.ImageBuilder;
import dev.greenlight.images.ImagesReport;
import dev.greenlight.images.PushGate;
import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.results.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The action {@code build-scan}: the services' images, built, inspected, and pushed when all is green. */
final class BuildScanDoor implements Door {
    @Override
    public String name() {
        return "build-scan";
    }

    @Override
    public Report open(Inputs inputs, Surroundings surroundings) {
        BuildScanRequest request = BuildScanRequest.read(inputs, surroundings);
        Client docker = DockerEngine.client(surroundings, request.folder());
        DockerEngine.require(docker);
        Deadline deadline = Deadline.in(request.limit());
        // Before the long work, but after the engine: a push that must not happen is better said at once.
        fetch(request.gate().artifacts(), surroundings);
        List<String> gate =
                request.push() ? PushGate.judge(surroundings.commit(), reports(request, surroundings)) : List.of();
        if (!gate.isEmpty()) {
            return report(surroundings, request, new ImagesReport(List.of(), Map.of()), gate);
        }
        List<ImageBuild> builds = request.builds(surroundings);
        List<BuildResult> results = new ImageBuilder(
                        docker, surroundings.progress(), surroundings.reports().resolve("logs"))
                .build(builds, deadline);
        ImagesReport images = new ImagesReport(results, Map.of());
        if (!images.reasons().isEmpty() || !request.push()) {
            return report(surroundings, request, images, images.reasons());
        }
        Map<String, String> pushed;
        try (RegistrySession session = RegistrySession.open(docker, request, surroundings.progress())) {
            pushed = session.push(images.inspected(), deadline);
        }
        return report(surroundings, request, new ImagesReport(results, pushed), List.of());
    }

    /** An artifact that is not there is no failure of its own: the gate says which report it lacks. */
    private static void fetch(List<ArtifactName> names, Surroundings surroundings) {
        for (ArtifactName name : names) {
            Artifacts artifacts = new Artifacts(surroundings.results().orElseThrow(), Patience.USUAL);
            artifacts
                    .fetch(name, surroundings.reports())
                    .ifPresentOrElse(
                            found -> surroundings
                                    .progress()
                                    .say("Reports of the artifact '%s': %s".formatted(name, found.digest())),
                            () -> surroundings.progress().warn("This run has no artifact '" + name + "'"));
        }
    }

    private static Map<String, Optional<String>> reports(BuildScanRequest request, Surroundings surroundings) {
        Map<String, Optional<String>> reports = new LinkedHashMap<>();
        for (String action : request.gate().required()) {
            Path file = surroundings.reports().resolve(action + ".json");
            try {
                reports.put(action, Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty());
            } catch (IOException e) {
                reports.put(action, Optional.of(""));
            }
        }
        return reports;
    }

    private static Report report(
            Surroundings surroundings, BuildScanRequest request, ImagesReport images, List<String> reasons) {
        Verdict verdict = Verdict.of(new ArrayList<>(reasons));
        ObjectNode references = JsonNodeFactory.instance.objectNode();
        images.pushed().forEach(references::put);
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("outcome", reasons.isEmpty() ? "passed" : "failed");
        outputs.put("images", references.toString());
        outputs.put("pushed", String.valueOf(!images.pushed().isEmpty()));
        outputs.put("report", "greenlight-reports/build-scan.json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("commit", surroundings.commit());
        data.put("version", request.version());
        data.put("pushed", !images.pushed().isEmpty());
        data.put("images", images.data());
        String title = "build-scan %s: %d images inspected, %s"
                .formatted(
                        reasons.isEmpty() ? "passed" : "failed",
                        images.inspected().size(),
                        images.pushed().isEmpty() ? "none pushed" : "all pushed as " + request.version());
        return new Report(title, verdict, images.findings(), images.sections(), outputs, data);
    }
}
