package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** The text of a record: eight hexadecimal digits of CRC-32, a space, a JSON array of changes, a line end. */
final class Records {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int HEAD = 9;

    private Records() {}

    static byte[] write(List<Change> changes) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1_024);
        char before = '[';
        for (Change change : changes) {
            json.write(before);
            json.write('[');
            json.writeBytes(quoted(change.collection()));
            json.write(',');
            json.writeBytes(quoted(change.key()));
            Document value = change.value();
            if (value != null) {
                json.write(',');
                json.writeBytes(value.json());
            }
            json.write(']');
            before = ',';
        }
        json.writeBytes(ascii(changes.isEmpty() ? "[]" : "]"));
        byte[] text = json.toByteArray();
        byte[] line = new byte[HEAD + text.length + 1];
        System.arraycopy(ascii(checksum(text, 0, text.length) + " "), 0, line, 0, HEAD);
        System.arraycopy(text, 0, line, HEAD, text.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static byte[] quoted(String text) {
        return ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a line without its end.
     *
     * @throws IOException when it is not a whole record
     */
    static List<Change> read(byte[] bytes, int from, int to) throws IOException {
        int start = from + HEAD;
        if (start >= to || !Arrays.equals(bytes, from, start, ascii(checksum(bytes, start, to) + " "), 0, HEAD)) {
            throw new IOException("its checksum does not match");
        }
        List<Change> changes = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bytes, start, to - start)) {
            expect(parser.nextToken() == JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                changes.add(new Change(
                        String.valueOf(parser.nextTextValue()),
                        String.valueOf(parser.nextTextValue()),
                        parser.nextToken() == JsonToken.START_OBJECT ? document(parser, bytes, start) : null));
                expect(parser.currentToken() == JsonToken.END_ARRAY);
            }
        }
        return changes;
    }

    /** The object's own bytes: it was written as it is kept. The parser then stands behind it. */
    private static Document document(JsonParser parser, byte[] bytes, int start) throws IOException {
        long begin = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getByteOffset();
        parser.nextToken();
        return new Document(Arrays.copyOfRange(bytes, start + (int) begin, start + (int) end));
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("it is not a list of changes");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String checksum(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
