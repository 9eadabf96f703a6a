package dev.greenlight.checks.baseline;

import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the marks of findings from the files that they are in. */
public final class Marker {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final SourceLines sources;

    public Marker(SourceLines sources) {
        this.sources = sources;
    }

    /** One mark for every finding, in their order. Each file is read once, and one at a time is held. */
    public List<Mark> mark(List<Finding> findings) {
        Map<String, List<Integer>> byPath = new LinkedHashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            byPath.computeIfAbsent(findings.get(i).path(), path -> new ArrayList<>())
                    .add(i);
        }
        Mark[] marks = new Mark[findings.size()];
        byPath.forEach((path, indexes) -> {
            List<String> lines = path.isEmpty() ? List.of() : sources.of(path);
            indexes.forEach(index -> marks[index] = mark(findings.get(index), lines));
        });
        return Arrays.asList(marks);
    }

    /** A dependency is the same one wherever its line stands and whatever its version is, as long as the advisory is about it. */
    private static Mark mark(Finding finding, List<String> lines) {
        String tool = finding.tool();
        String rule = finding.rule();
        int line = finding.location().map(Location::line).orElse(0);
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        if (finding.advisory().isPresent() || text.isBlank()) {
            // Also where a tool means a blank line: the words that it has for it say more than nothing does.
            String said = finding.advisory().map(Advisory::dependency).orElse(finding.message());
            Fingerprint only = Fingerprint.of(tool, rule, said);
            return new Mark(finding.path(), only, only);
        }
        return new Mark(
                finding.path(),
                Fingerprint.of(tool, rule, spaced(text), next(lines, line - 2, -1), next(lines, line, 1)),
                Fingerprint.of(tool, rule, spaced(text)));
    }

    /** The nearest line that is not blank, in one direction. */
    private static String next(List<String> lines, int from, int step) {
        for (int at = from; at >= 0 && at < lines.size(); at += step) {
            if (!lines.get(at).isBlank()) {
                return spaced(lines.get(at));
            }
        }
        return "";
    }

    /** Without what a formatter changes: the indentation, and how wide a gap is. */
    private static String spaced(String line) {
        return SPACE.matcher(line.strip()).replaceAll(" ");
    }
}
