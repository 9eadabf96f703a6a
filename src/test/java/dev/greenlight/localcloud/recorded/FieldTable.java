package dev.greenlight.localcloud.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables of {@code docs/localcloud-fields.md}. */
final class FieldTable {
    static final String METHODS = "Methods";

    /** @param section the message's name, {@link #METHODS} in the table of methods */
    record Row(String section, String name, String type, String state, String why) {}

    private FieldTable() {}

    static List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(Path.of("docs/localcloud-fields.md"))) {
            if (line.startsWith("## ")) {
                section = line.substring(3).replace("`", "");
            } else if (line.startsWith("| `")) {
                String[] cells = line.replace("`", "").split(" *\\| *", -1);
                rows.add(new Row(section, cells[1], cells[2], cells[3], cells[4]));
            }
        }
        return rows;
    }
}
