package dev.greenlight.checks.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.greenlight.checks.tools.Requirement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a {@code pyproject.toml} asks for: the list {@code dependencies} of the table {@code project}, and the keys of Poetry's table. What
 * is optional, for development, or for some surroundings only is not among it.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies">the list</a>
 * @see <a href="https://python-poetry.org/docs/dependency-specification/">Poetry's table</a>
 */
final class PyprojectParser {
    /** A package in the list, with all that is said of it. What follows a semicolon says in which surroundings it is asked for. */
    private static final Pattern ENTRY = Pattern.compile("\\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)[^;]*+");

    private PyprojectParser() {}

    /** The packages by normal name; nothing when the text is not TOML. */
    static Optional<Set<String>> dependencies(String text) {
        if (text.isBlank()) {
            // Most projects have none: the parser is not even loaded for them.
            return Optional.of(Set.of());
        }
        JsonNode tree;
        try {
            tree = new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        Set<String> found = new TreeSet<>();
        Stream.concat(listed(tree.at("/project/dependencies")), keys(tree.at("/tool/poetry/dependencies")))
                .map(Requirement::normal)
                .forEach(found::add);
        return Optional.of(found);
    }

    private static Stream<String> listed(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isTextual)
                .map(entry -> ENTRY.matcher(entry.asText()))
                .filter(Matcher::matches)
                .map(entry -> entry.group("name"));
    }

    /** Python itself is not a package. Several alternatives for one are for different surroundings. */
    private static Stream<String> keys(JsonNode table) {
        return table.propertyStream()
                .filter(entry -> !entry.getKey().equals("python"))
                .filter(entry -> !entry.getValue().isArray())
                .filter(entry -> Stream.of("markers", "python", "platform").noneMatch(entry.getValue()::has))
                .filter(entry -> !entry.getValue().path("optional").asBoolean())
                .map(entry -> entry.getKey());
    }
}
