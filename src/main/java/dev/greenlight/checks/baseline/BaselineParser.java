package dev.greenlight.checks.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the file that {@link BaselineDocument} writes, one finding at a time. */
public final class BaselineParser {
    private static final String EXAMPLE = "greenlight-reports/quality-baseline.json of an earlier run";
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final String file;
    private final List<Mark> marks = new ArrayList<>();
    private String commit = "";
    private String version = "";
    private boolean listed;

    private BaselineParser(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /**
     * Parses.
     *
     * @param file the file's name, for the fault
     * @throws InvalidInput when the text is anything else, cut off ones among them: half a baseline would make old findings new
     * @throws IOException when the text cannot be read
     */
    public static Baseline parse(Reader text, String file) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return new BaselineParser(parser, file).root();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw refused(file, line, "no JSON", "the whole of a baseline");
        }
    }

    private Baseline root() throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "version" -> version = parser.getText();
                case "commit" -> commit = parser.getText();
                case "findings" -> findings(value);
                default -> parser.skipChildren();
            }
        }
        expect(parser.nextToken() == null, "nothing after the end");
        expect(version.equals("1"), "version 1");
        expect(listed, "a list of findings");
        return new Baseline(commit, marks);
    }

    private void findings(JsonToken start) throws IOException {
        expect(start == JsonToken.START_ARRAY && !listed, "one list of findings");
        listed = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.START_OBJECT, "an object for each finding");
            marks.add(mark());
        }
    }

    private Mark mark() throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            expect(parser.nextToken() == JsonToken.VALUE_STRING, "a text for " + name);
            fields.put(name, parser.getText());
        }
        Optional<Fingerprint> content = Fingerprint.parse(fields.getOrDefault("content", ""));
        Optional<Fingerprint> line = Fingerprint.parse(fields.getOrDefault("line", ""));
        expect(content.isPresent() && line.isPresent(), "content and line of 32 hexadecimal digits");
        return new Mark(fields.getOrDefault("path", ""), content.orElseThrow(), line.orElseThrow());
    }

    private void expect(boolean condition, String what) {
        if (!condition) {
            throw refused(file, parser.currentLocation().getLineNr(), "something else", what);
        }
    }

    private static InvalidInput refused(String file, int line, String value, String accepted) {
        return new InvalidInput(file + ":" + line, value, accepted, EXAMPLE);
    }
}
