package dev.greenlight.actions.quality;

import dev.greenlight.checks.history.Changes;
import dev.greenlight.report.MarkdownText;
import dev.greenlight.report.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files in which a team tells tools what to look for, and what not: a change of one deserves a look of its own. */
final class RuleFiles {
    private static final Pattern NAME = Pattern.compile("(?s)(.*/)?("
            + "\\.flake8|setup\\.cfg|tox\\.ini|pyproject\\.toml|\\.bandit|bandit\\.ya?ml"
            + "|eslint\\.config\\.[a-z]+|\\.eslintrc(\\.[a-z]+)?|\\.eslintignore|tsconfig[^/]*\\.json|\\.npmrc"
            + "|\\.gitleaks\\.toml|\\.gitleaksignore|\\.?hadolint\\.ya?ml|actionlint\\.ya?ml|zizmor\\.ya?ml|osv-scanner\\.toml"
            + "|\\.safety-policy\\.yml|greenlight\\.yml|greenlight-waivers\\.yml|greenlight-baseline\\.json)");

    private RuleFiles() {}

    /**
     * What a reviewer is told; empty when the change touches none, or is not known.
     *
     * @param own further such files
     */
    static Optional<Section> section(Optional<Changes> change, Set<String> own) {
        List<String> files = change.stream()
                .flatMap(known -> Stream.concat(known.touched().stream(), known.gone().stream()))
                .filter(file -> NAME.matcher(file).matches() || own.contains(file))
                .distinct()
                .sorted()
                .toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text =
                new StringBuilder("This change touches what tells the checks where to look and what to let pass:\n");
        files.forEach(file -> text.append("\n- ").append(MarkdownText.cell(file)));
        return Optional.of(new Section("Rules changed", text.append('\n').toString()));
    }
}
