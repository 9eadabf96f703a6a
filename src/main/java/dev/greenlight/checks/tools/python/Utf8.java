package dev.greenlight.checks.tools.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells texts of which each byte was read as one character. */
final class Utf8 {
    private Utf8() {}

    /** Whether its bytes are UTF-8. */
    static boolean is(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
