package dev.greenlight.checks.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.greenlight.report.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Findings in the form that code scanning reads, one run for each tool. Waived findings are suppressed with their reasons, and not left out.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifDocument implements Document {
    /** What GitHub accepts, compressed. */
    static final long MOST_BYTES = 10_000_000;
    /** So few results cannot be too large: each is cut to a few thousand bytes. */
    private static final int SURELY_FEW = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private final List<SarifPlanner.ToolResults> tools;
    private final boolean compared;
    private final String config;

    private SarifDocument(List<SarifPlanner.ToolResults> tools, boolean compared, String config) {
        this.tools = List.copyOf(tools);
        this.compared = compared;
        this.config = config;
    }

    /**
     * The document of a run.
     *
     * @param compared whether there is a baseline, so that it is known what is new
     * @param config the project's description, relative to the workspace: where a finding is pinned that has no place of its own, since GitHub
     *     wants one for each
     */
    public static SarifDocument of(List<Account> accounts, boolean compared, String config) {
        return new SarifDocument(SarifPlanner.plan(accounts), compared, config);
    }

    @Override
    public void writeTo(Writer to, UnaryOperator<String> redact) throws IOException {
        boolean few = tools.stream().mapToInt(tool -> tool.findings().size()).sum() <= SURELY_FEW;
        (few ? this : within(MOST_BYTES, redact)).write(to, redact);
    }

    /** The same with fewer findings of each tool, until it is small enough when compressed. */
    SarifDocument within(long most, UnaryOperator<String> redact) throws IOException {
        SarifDocument document = this;
        int limit =
                tools.stream().mapToInt(tool -> tool.findings().size()).max().orElse(0);
        while (limit > 0 && document.compressed(redact) > most) {
            limit /= 2;
            int fewer = limit;
            document = new SarifDocument(
                    tools.stream().map(tool -> tool.within(fewer)).toList(), compared, config);
        }
        return document;
    }

    /** Bytes, by the quickest compression: any other makes it smaller. */
    private long compressed(UnaryOperator<String> redact) throws IOException {
        Deflater quick = new Deflater(Deflater.BEST_SPEED, true);
        try (Writer writer = new OutputStreamWriter(
                new DeflaterOutputStream(OutputStream.nullOutputStream(), quick, 64 * 1024), StandardCharsets.UTF_8)) {
            write(writer, redact);
            writer.flush();
        }
        long size = quick.getBytesWritten();
        quick.end();
        return size;
    }

    private void write(Writer to, UnaryOperator<String> redact) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            for (SarifPlanner.ToolResults tool : tools) {
                json.writeRaw('\n');
                new SarifRun(json, redact, compared, config).write(tool);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
