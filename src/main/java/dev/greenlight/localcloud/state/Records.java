package dev.greenlight.localcloud.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** The text of a record: eight hexadecimal digits of CRC-32, a space, a JSON array of changes, a line end. */
final class Records {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Records() {}

    static byte[] write(List<Change> changes) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (Change change : changes) {
            ArrayNode entry = array.addArray().add(change.collection()).add(change.key());
            ObjectNode value = change.value();
            if (value != null) {
                entry.add(value);
            }
        }
        String json = MAPPER.writeValueAsString(array);
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException when the line is not a whole record */
    static List<Change> read(String line) throws IOException {
        if (line.length() < 10 || !line.startsWith(checksum(line.substring(9)) + " ")) {
            throw new IOException("its checksum does not match");
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode entry : MAPPER.readTree(line.substring(9))) {
            ObjectNode value = entry.size() > 2 ? (ObjectNode) entry.get(2) : null;
            changes.add(new Change(entry.get(0).asText(), entry.get(1).asText(), value));
        }
        return changes;
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
