package dev.greenlight.report;

import java.util.List;
import java.util.Map;

/**
 * All that one run says, in the order in which a person reads it.
 *
 * @param title the headline, one line
 * @param verdict what the run comes to
 * @param findings everything found, whether or not it decided the verdict
 * @param sections the body
 * @param outputs step outputs by name; insertion order is kept
 * @param data the machine-readable report, written as JSON: maps, lists, strings, numbers, booleans only
 * @param files what is left beside the report, text by the file's name
 */
public record Report(
        String title,
        Verdict verdict,
        List<Finding> findings,
        List<Section> sections,
        Map<String, String> outputs,
        Map<String, Object> data,
        Map<String, String> files) {
    public Report {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a report has a title");
        }
        findings = List.copyOf(findings);
        sections = List.copyOf(sections);
        outputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(outputs));
        data = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(data));
        files = Map.copyOf(files);
    }

    /** A report that leaves no file of its own. */
    public Report(
            String title,
            Verdict verdict,
            List<Finding> findings,
            List<Section> sections,
            Map<String, String> outputs,
            Map<String, Object> data) {
        this(title, verdict, findings, sections, outputs, data, Map.of());
    }

    /** The same with one more file. @param name without folder */
    public Report with(String name, String text) {
        Map<String, String> more = new java.util.LinkedHashMap<>(files);
        more.put(name, text);
        return new Report(title, verdict, findings, sections, outputs, data, more);
    }
}
