package dev.greenlight.checks;

import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a waiver is to be about, for tests that waive what was found.
 *
 * @param rule the tool's rule or advisory
 * @param path the finding's file
 * @param dependency the package that an advisory is about; empty for a finding of another kind
 */
public record WaivedSubject(String tool, String rule, String path, Optional<String> dependency) {
    static WaivedSubject of(Finding finding) {
        return new WaivedSubject(
                finding.tool(),
                finding.rule(),
                finding.path(),
                finding.advisory().map(Advisory::dependency));
    }

    /** The text of a {@code greenlight-waivers.yml} about all of these, each once. */
    public static String file(Collection<WaivedSubject> subjects, LocalDate expires) {
        return subjects.stream()
                .map(subject -> subject.entry(expires))
                .distinct()
                .collect(Collectors.joining("", "version: 1\nwaivers:\n", ""));
    }

    private String entry(LocalDate expires) {
        String what = dependency
                .map(name -> "advisory: \"%s\"\n    package: \"%s\"".formatted(rule, name))
                .orElseGet(() -> "rule: \"%s\"\n    path: \"%s\"".formatted(rule, path));
        return """
                  - %s
                    tool: %s
                    owner: "@team"
                    reason: Seeded to be found.
                    expires: %s
                """.formatted(what, tool, expires);
    }
}
