package dev.greenlight.actions.publication;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers and booleans as JSON that a person can read too. */
final class ReportFile {
    private ReportFile() {}

    /** @param redact is applied to every text, keys excepted */
    static void json(Map<String, ?> root, Writer to, UnaryOperator<String> redact) throws IOException {
        DefaultPrettyPrinter pretty = new DefaultPrettyPrinter();
        pretty.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(to)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(pretty)) {
            write(generator, root, redact);
        }
        to.write('\n');
    }

    private static void write(JsonGenerator to, @Nullable Object value, UnaryOperator<String> redact)
            throws IOException {
        switch (value) {
            case null -> to.writeNull();
            case Map<?, ?> map -> {
                to.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    to.writeFieldName(String.valueOf(entry.getKey()));
                    write(to, entry.getValue(), redact);
                }
                to.writeEndObject();
            }
            case Iterable<?> list -> {
                to.writeStartArray();
                for (Object item : list) {
                    write(to, item, redact);
                }
                to.writeEndArray();
            }
            case Boolean flag -> to.writeBoolean(flag);
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Double number when Double.isFinite(number) -> to.writeNumber(number);
            default -> to.writeString(redact.apply(String.valueOf(value)));
        }
    }
}
