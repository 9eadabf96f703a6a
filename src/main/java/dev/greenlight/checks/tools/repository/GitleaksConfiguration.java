package dev.greenlight.checks.tools.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What a team's configuration leaves of gitleaks' search. With one that has no rules, or that lets every file pass, it finds nothing and ends
 * well.
 *
 * @see <a href="https://github.com/gitleaks/gitleaks#configuration">the file</a>
 */
final class GitleaksConfiguration {
    static final String NAME = ".gitleaks.toml";

    /** Files that have nothing in common but that they are files: who lets all of these pass lets everything pass. */
    private static final List<String> ANY = List.of("q7/zx_9.kdw", "Hb-3", "a/b/c/d.e/f~1.42");

    private GitleaksConfiguration() {}

    /** Why nothing can be found with it, or empty. @param text the file's; empty for none */
    static Optional<String> emptiness(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        JsonNode root;
        try {
            root = new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            // gitleaks says better what is wrong with it, and ends with a failure.
            return Optional.empty();
        }
        JsonNode extended = root.path("extend");
        if (root.path("rules").isEmpty()
                && !extended.path("useDefault").asBoolean()
                && extended.path("path").asText("").isEmpty()) {
            return Optional.of(
                    NAME + " has no rules, so that nothing is looked for: say useDefault = true below [extend]");
        }
        return Stream.concat(
                        Stream.of(root.path("allowlist")),
                        root.path("allowlists").valueStream())
                .filter(list -> list.path("targetRules").isEmpty()
                        && !list.path("condition").asText("OR").matches("(?i)AND|&&"))
                .flatMap(list -> list.path("paths").valueStream())
                .map(JsonNode::asText)
                .filter(GitleaksConfiguration::matchesAll)
                .findFirst()
                .map(path -> NAME + " lets every file pass, with the path '" + path + "' in its allowlist");
    }

    private static boolean matchesAll(String path) {
        try {
            Pattern pattern = Pattern.compile(path);
            return ANY.stream().allMatch(file -> pattern.matcher(file).find());
        } catch (PatternSyntaxException e) {
            // Go's and Java's expressions differ in what few teams write.
            return false;
        }
    }
}
