package dev.greenlight.checks.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.greenlight.report.Document;
import dev.greenlight.report.Finding;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Findings as a later run compares with them; tool and rule are there for people who read the file. One finding is one line, so that two such
 * files can be compared with any tool.
 *
 * @param commit what was checked; empty when unknown
 * @param findings all of the run
 * @param marks one for every finding, in their order
 */
public record BaselineDocument(String commit, List<Finding> findings, List<Mark> marks) implements Document {
    private static final JsonFactory JSON = new JsonFactory();

    public BaselineDocument {
        if (findings.size() != marks.size()) {
            throw new IllegalArgumentException("every finding has its mark");
        }
    }

    @Override
    public void writeTo(Writer to, UnaryOperator<String> redact) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeStringField("commit", commit);
            json.writeArrayFieldStart("findings");
            for (int i = 0; i < marks.size(); i++) {
                json.writeRaw('\n');
                write(json, findings.get(i), marks.get(i), redact);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, Finding finding, Mark mark, UnaryOperator<String> redact)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("tool", finding.tool());
        json.writeStringField("rule", redact.apply(finding.rule()));
        json.writeStringField("path", redact.apply(mark.path()));
        json.writeStringField("content", mark.content().toString());
        json.writeStringField("line", mark.line().toString());
        json.writeEndObject();
    }
}
