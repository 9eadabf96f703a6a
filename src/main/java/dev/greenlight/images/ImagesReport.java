package dev.greenlight.images;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the building and inspecting of images comes to.
 *
 * @param results one for every image
 * @param pushed by service, the image with its digest in the registry; empty when nothing was pushed
 */
public record ImagesReport(List<BuildResult> results, Map<String, String> pushed) {
    /** What every report says, so that nobody takes the inspection for more than it is. */
    static final String NO_SCANNER =
            "No vulnerability scanner ran: packages were not compared with known vulnerabilities."
                    + " Inspected were the user, variables, labels, history, ports and every file of every layer.";

    public ImagesReport {
        results = List.copyOf(results);
        pushed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(pushed));
    }

    public List<Finding> findings() {
        return results.stream().flatMap(result -> findings(result).stream()).toList();
    }

    /** Why the images may not be pushed; empty when all were built and none has an error. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (BuildResult result : results) {
            String service = result.build().service();
            long errors = findings(result).stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .count();
            switch (result) {
                case BuildResult.Inspected _ when errors == 0 -> {}
                case BuildResult.Inspected _ ->
                    reasons.add("the image of " + service + " has " + errors + (errors == 1 ? " error" : " errors"));
                case BuildResult.NotBuilt failed ->
                    reasons.add("the image of " + service + " was not built: " + failed.why());
                case BuildResult.NotInspected unknown ->
                    reasons.add("the image of " + service + " could not be inspected: " + unknown.why());
            }
        }
        return reasons;
    }

    /** The images that may be pushed. */
    public List<BuildResult.Inspected> inspected() {
        return results.stream()
                .filter(BuildResult.Inspected.class::isInstance)
                .map(BuildResult.Inspected.class::cast)
                .toList();
    }

    public List<Section> sections() {
        StringBuilder table = new StringBuilder(
                "| service | image | size | findings | pushed as | seconds |\n| --- | --- | ---: | ---: | --- | ---: |\n");
        List<Section> sections = new ArrayList<>();
        for (BuildResult result : results) {
            Map<String, Object> row = data(result);
            table.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            row.get("service"),
                            row.getOrDefault("image", row.get("result")),
                            result instanceof BuildResult.Inspected built
                                    ? built.image().bytes() / 1_000_000 + " MB"
                                    : "–",
                            row.get("findings"),
                            row.getOrDefault("reference", "–"),
                            row.getOrDefault("seconds", "–")));
            if (result instanceof BuildResult.NotBuilt failed) {
                sections.add(new Section(
                        "Last lines of the build of " + failed.build().service(),
                        "````\n" + String.join("\n", failed.lastLines()) + "\n````"));
            }
        }
        sections.addFirst(new Section("Images", table + "\n" + NO_SCANNER));
        return sections;
    }

    /** The images for the machine-readable report. */
    public List<Map<String, Object>> data() {
        return results.stream().map(this::data).toList();
    }

    private Map<String, Object> data(BuildResult result) {
        Map<String, Object> data = new LinkedHashMap<>();
        String service = result.build().service();
        data.put("service", service);
        data.put(
                "result",
                switch (result) {
                    case BuildResult.Inspected _ -> "inspected";
                    case BuildResult.NotBuilt _ -> "not-built";
                    case BuildResult.NotInspected _ -> "not-inspected";
                });
        data.put("findings", findings(result).size());
        if (result instanceof BuildResult.Inspected built) {
            data.put("image", built.image().id().value());
            data.put("bytes", built.image().bytes());
            data.put("seconds", built.took().toMillis() / 1000.0);
        }
        if (pushed.containsKey(service)) {
            data.put("reference", pushed.get(service));
        }
        return data;
    }

    private static List<Finding> findings(BuildResult result) {
        return result instanceof BuildResult.Inspected built ? built.findings() : List.of();
    }
}
