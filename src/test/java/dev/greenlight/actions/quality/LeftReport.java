package dev.greenlight.actions.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.checks.WaivedSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a run's {@code quality.json} says. */
public record LeftReport(JsonNode root) {
    /** The report of the last run in that workspace. */
    public static LeftReport in(Path workspace) throws IOException {
        return new LeftReport(new JsonMapper()
                .readTree(workspace.resolve("greenlight-reports/quality.json").toFile()));
    }

    /** Each finding as tool, rule, path and line. */
    public Set<String> found() {
        return root.path("findings")
                .valueStream()
                .map(finding -> "%s %s %s:%d"
                        .formatted(
                                finding.path("tool").asText(),
                                finding.path("rule").asText(),
                                finding.path("path").asText(),
                                finding.path("line").asInt()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How findings stand, each way once. */
    public Set<String> standings() {
        return root.path("findings")
                .valueStream()
                .map(finding -> finding.path("standing").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What waivers of all findings would be about. */
    public List<WaivedSubject> subjects() {
        return root.path("findings")
                .valueStream()
                .map(finding -> new WaivedSubject(
                        finding.path("tool").asText(),
                        finding.path("rule").asText(),
                        finding.path("path").asText(),
                        Optional.ofNullable(finding.path("package").textValue())))
                .toList();
    }

    /** Each check and its result. */
    public List<String> results() {
        return root.path("checks")
                .valueStream()
                .map(check -> "%s on %s: %s"
                        .formatted(
                                check.path("tool").asText(),
                                check.path("service").asText(),
                                check.path("result").asText()))
                .toList();
    }
}
