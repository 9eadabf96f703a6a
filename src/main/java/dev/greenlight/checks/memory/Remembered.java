package dev.greenlight.checks.memory;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.report.Section;
import java.util.List;
import java.util.Map;

/**
 * What checks came to, with the help of memory.
 *
 * @param results one for each planned check, in the plan's order
 * @param recalled which of them were answered from memory, each as a sentence
 * @param notes why others were not, where that is not simply that something had changed
 */
public record Remembered(List<CheckResult> results, List<String> recalled, List<String> notes) {
    public Remembered {
        results = List.copyOf(results);
        recalled = List.copyOf(recalled);
        notes = List.copyOf(notes);
    }

    /** How many of how many, for a person. */
    public String summary() {
        return "%d of %d from memory".formatted(recalled.size(), results.size());
    }

    /** What a reader of the report is told of it. */
    public Section section() {
        StringBuilder text = new StringBuilder(summary())
                .append(": nothing that these depend on has changed since they ran, so they did not run again.\n");
        recalled.forEach(line -> text.append("\n- ").append(line));
        notes.forEach(line -> text.append("\n- ").append(line));
        return new Section("Memory", text.toString());
    }

    /** The same for machines. */
    public Map<String, Object> data() {
        return Map.of("answered", recalled.size(), "of", results.size(), "notes", notes);
    }
}
