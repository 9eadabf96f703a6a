package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the parser say the same of the same documents. */
class SchemaAgreementTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path BUNDLED = Path.of("src/main/resources/dev/greenlight/project/greenlight.schema.json");
    private static final Path PUBLISHED = Path.of("docs/greenlight.schema.json");
    private static final JsonNode SCHEMA_TEXT = read(BUNDLED);
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA_TEXT);

    @Test
    void the_page_of_the_file_says_what_the_schema_says() throws IOException {
        Path page = Path.of("docs/greenlight-yml.md");
        String made = ConfigurationPage.of(SCHEMA_TEXT);
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(page, made);
        }
        assertThat(page).content().isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("dev.greenlight.project.SchemaDocuments#changes")
    void both_accept_or_both_refuse(List<String> change) throws IOException {
        assertThat(SchemaDocuments.FULL).contains(change.getFirst());
        String text = SchemaDocuments.FULL.replace(change.getFirst(), change.getLast());
        boolean accepted = SCHEMA.validate(YAML.readTree(text)).isEmpty();
        if (change.getFirst().contains("kind") && change.getLast().contains("Backend")) {
            text = text.replace("      backend:", "      Backend:");
        }
        assertThat(refusal(text) == null)
                .as("the schema %s:\n%s\nthe parser: %s", accepted ? "accepts" : "refuses", text, refusal(text))
                .isEqualTo(accepted);
    }

    @Test
    void both_accept_the_sample_and_the_full_document() throws IOException {
        for (String text :
                List.of(SchemaDocuments.FULL, Files.readString(Path.of("examples/dreamcatchr/greenlight.yml")))) {
            assertThat(SCHEMA.validate(YAML.readTree(text))).isEmpty();
            assertThat(refusal(text)).isNull();
        }
    }

    @Test
    void the_parser_reads_every_key_of_the_schema_and_no_other() {
        Set<String> inSchema = new TreeSet<>();
        SCHEMA_TEXT.findParents("additionalProperties").stream()
                .filter(node -> node.has("properties"))
                .forEach(node -> inSchema.add(keys((ObjectNode) node.get("properties"))));
        Set<String> read = new TreeSet<>();
        for (String mapping : List.of(
                "version: 1\n",
                "kind: django, ",
                "status: 200, ",
                "project: dreamcatchr\n",
                "name: backend, ",
                "steps: [10, 100]\n",
                "command: [x], ",
                "successes: 5\n",
                "path: /api/items\n",
                "osv: https://mirror.example/osv\n")) {
            String indent = mapping.endsWith("\n") ? " ".repeat(indentOf(mapping)) : "";
            String text = SchemaDocuments.FULL.replaceFirst(
                    Pattern.quote(mapping),
                    Matcher.quoteReplacement(
                                    mapping + indent + "qqqqqqqqqq: 1" + mapping.substring(mapping.length() - 1))
                            .replace("1 ", "1, "));
            Matcher known = Pattern.compile("a known key \\(([^)]*)\\)").matcher(String.valueOf(refusal(text)));
            assertThat(known.find()).as(text + refusal(text)).isTrue();
            read.add(Stream.of(known.group(1).split(", ")).sorted().collect(Collectors.joining(" ")));
        }
        assertThat(read).isEqualTo(inSchema).hasSize(10);
    }

    @Test
    void the_published_schema_is_the_bundled_one() throws IOException {
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(PUBLISHED, Files.readString(BUNDLED));
        }
        assertThat(Files.readString(PUBLISHED)).isEqualTo(Files.readString(BUNDLED));
    }

    private static int indentOf(String mapping) {
        int start = SchemaDocuments.FULL.indexOf(mapping);
        return start - SchemaDocuments.FULL.lastIndexOf('\n', start) - 1;
    }

    private static String keys(ObjectNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().collect(Collectors.joining(" "));
    }

    private static @org.jspecify.annotations.Nullable InvalidInput refusal(String text) {
        return catchThrowableOfType(InvalidInput.class, () -> ProjectParser.parse(text, "greenlight.yml"));
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
