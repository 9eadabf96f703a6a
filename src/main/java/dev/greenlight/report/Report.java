package dev.greenlight.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All that one run says, in the order in which a person reads it.
 *
 * @param title the headline, one line
 * @param verdict what the run comes to
 * @param findings what a person is to see at its place, most important first; an action that found more says so in its sections and data
 * @param sections the body
 * @param outputs step outputs by name; insertion order is kept
 * @param data the machine-readable report, written as JSON: maps, lists or other iterables, strings, numbers, booleans only
 * @param files what is left beside the report, text by the file's name
 * @param documents likewise, for what may be too large to be one text
 */
public record Report(
        String title,
        Verdict verdict,
        List<Finding> findings,
        List<Section> sections,
        Map<String, String> outputs,
        Map<String, Object> data,
        Map<String, String> files,
        Map<String, Document> documents) {
    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::path)
            .thenComparing(finding -> finding.location().map(Location::line).orElse(0));

    public Report {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a report has a title");
        }
        findings = List.copyOf(findings);
        sections = List.copyOf(sections);
        outputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(outputs));
        data = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(data));
        files = Map.copyOf(files);
        documents = Map.copyOf(documents);
    }

    /** A report that leaves no file of its own, with its findings put in order: the gravest first, then by their places. */
    public Report(
            String title,
            Verdict verdict,
            List<Finding> findings,
            List<Section> sections,
            Map<String, String> outputs,
            Map<String, Object> data) {
        this(
                title,
                verdict,
                findings.stream().sorted(GRAVEST_FIRST).toList(),
                sections,
                outputs,
                data,
                Map.of(),
                Map.of());
    }

    /** The same with one more section at the end, and with more data. */
    public Report and(Section section, Map<String, Object> more) {
        List<Section> all = new java.util.ArrayList<>(sections);
        all.add(section);
        Map<String, Object> merged = new java.util.LinkedHashMap<>(data);
        merged.putAll(more);
        return new Report(title, verdict, findings, all, outputs, merged, files, documents);
    }

    /** The same with documents. @param more by the file's name, without folder */
    public Report withDocuments(Map<String, Document> more) {
        return new Report(title, verdict, findings, sections, outputs, data, files, more);
    }

    /** The same with one more file. @param name without folder */
    public Report with(String name, String text) {
        Map<String, String> more = new java.util.LinkedHashMap<>(files);
        more.put(name, text);
        return new Report(title, verdict, findings, sections, outputs, data, more, documents);
    }
}
