package dev.greenlight.releases.reports;

import dev.greenlight.project.Environment;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.run.Chronicle;
import dev.greenlight.releases.run.Forensics;
import dev.greenlight.report.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a release that did not hold, whether or not all could be put back. */
record Failure(Environment environment, ReleasePlan plan, Forensics why) {
    /** In one sentence. */
    String reason() {
        return why.service() + ": " + why.reason();
    }

    Map<String, Object> data(List<String> afterwards) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("services", Services.data(plan, Map.of(), Map.of()));
        data.put("answers", why.answers());
        data.put("causes", new Causes(environment, why).data());
        data.put("afterwards", afterwards);
        data.put(
                "log",
                why.lines().stream()
                        .map(line -> line.time() + " " + line.text())
                        .toList());
        return data;
    }

    /** @param byHand what a person has to do now; empty for nothing */
    List<Section> sections(List<String> byHand, List<String> afterwards, List<Chronicle.Entry> entries) {
        Causes causes = new Causes(environment, why);
        List<Section> sections = new ArrayList<>();
        if (!byHand.isEmpty()) {
            sections.add(new Section("What is left to do by hand", Markdown.list(byHand)));
        }
        sections.add(new Section("Why", causes.why()));
        causes.recognised().ifPresent(sections::add);
        if (!afterwards.isEmpty()) {
            sections.add(new Section("What serves now", Markdown.list(afterwards)));
        }
        ReleaseReport.notes(plan, sections);
        Pictures.of(plan, entries).section().ifPresent(sections::add);
        Judgements.of(entries).ifPresent(sections::add);
        sections.add(new Section("Steps", Markdown.steps(entries)));
        causes.log().ifPresent(sections::add);
        return sections;
    }
}
