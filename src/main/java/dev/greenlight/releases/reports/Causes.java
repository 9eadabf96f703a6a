package dev.greenlight.releases.reports;

import dev.greenlight.project.Environment;
import dev.greenlight.releases.run.Forensics;
import dev.greenlight.releases.symptoms.Failure;
import dev.greenlight.releases.symptoms.Symptom;
import dev.greenlight.releases.symptoms.Symptoms;
import dev.greenlight.releases.symptoms.Whereabouts;
import dev.greenlight.report.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why a release was taken back: what was noticed, what it looks like, what to do next. */
final class Causes {
    private final Forensics why;
    private final Whereabouts where;
    private final List<Symptom> symptoms;

    Causes(Environment environment, Forensics why) {
        this.why = why;
        this.where =
                new Whereabouts(environment.project(), environment.regions().getFirst(), why.service(), why.trail());
        this.symptoms = Symptoms.of(new Failure(where, why.reason(), why.answers(), why.lines()));
    }

    /** The reason, the last answers, and the next command. */
    String why() {
        String answers = Markdown.list(
                why.answers().stream().map(answer -> "answer: " + answer).toList());
        String next = symptoms.isEmpty()
                ? (why.lines().isEmpty()
                                ? "Next: look at the log, correct the cause, and push again: "
                                : "Next: the log lines below are of what failed; correct the cause, and push again. More of the log: ")
                        + Markdown.code(where.logs())
                : "Next: " + Markdown.plain(symptoms.getFirst().next()) + ": "
                        + Markdown.code(symptoms.getFirst().command());
        return Markdown.list(List.of(why.service() + ": " + why.reason())) + answers + "- " + next + "\n";
    }

    /** The log of what failed; empty when there is none. */
    Optional<Section> log() {
        return why.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("Last log lines of what failed", Markdown.log(why.lines())));
    }

    /** What it looks like; empty when nothing was recognised. */
    Optional<Section> recognised() {
        return symptoms.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "What it looks like",
                        IntStream.range(0, symptoms.size())
                                .mapToObj(i -> (i + 1) + ". " + words(symptoms.get(i)))
                                .collect(Collectors.joining())));
    }

    private static String words(Symptom symptom) {
        return "**" + Markdown.plain(symptom.cause()) + "**\n"
                + "   - seen: " + Markdown.code(symptom.seen()) + "\n"
                + "   - next: " + Markdown.plain(symptom.next()) + "\n"
                + "   - command: " + Markdown.code(symptom.command()) + "\n";
    }

    /** The recognised causes with {@code kind}, {@code cause}, {@code seen}, {@code next}, {@code command}; the likeliest first. */
    List<Map<String, String>> data() {
        return symptoms.stream().map(Causes::entry).toList();
    }

    private static Map<String, String> entry(Symptom symptom) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("kind", symptom.kind());
        entry.put("cause", symptom.cause());
        entry.put("seen", symptom.seen());
        entry.put("next", symptom.next());
        entry.put("command", symptom.command());
        return entry;
    }
}
