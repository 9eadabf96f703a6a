package dev.greenlight.localcloud.identity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/**
 * Numbers in JSON Web Keys.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-2">RFC 7518, Base64urlUInt</a>
 */
final class Base64Url {
    private Base64Url() {}

    /** The number's bytes without a sign, highest first. */
    static String of(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
