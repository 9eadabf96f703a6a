package dev.greenlight.checks.observation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of a requirements file, as pip reads it: a byte order mark names the encoding.
 *
 * @see <a href="https://pip.pypa.io/en/stable/reference/requirements-file-format/#encoding">what pip says of it</a>
 */
final class RequirementsText {
    /** The longer ones first: the mark of UTF-32 begins with that of UTF-16. */
    private static final Map<String, Charset> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("0000feff", StandardCharsets.UTF_32BE);
        MARKS.put("fffe0000", StandardCharsets.UTF_32LE);
        MARKS.put("efbbbf", StandardCharsets.UTF_8);
        MARKS.put("feff", StandardCharsets.UTF_16BE);
        MARKS.put("fffe", StandardCharsets.UTF_16LE);
    }

    private RequirementsText() {}

    /** The text without the mark; without a mark each byte is one character, since names and versions have no other. */
    static String decode(byte[] bytes) {
        String beginning = HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 4)));
        for (Map.Entry<String, Charset> mark : MARKS.entrySet()) {
            if (beginning.startsWith(mark.getKey())) {
                int length = mark.getKey().length() / 2;
                return new String(bytes, length, bytes.length - length, mark.getValue());
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
