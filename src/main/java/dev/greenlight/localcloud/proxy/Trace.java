package dev.greenlight.localcloud.proxy;

import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/**
 * The trace that a request belongs to.
 *
 * @param id 32 hexadecimal digits
 * @param span of the request itself
 * @see <a href="https://cloud.google.com/trace/docs/trace-context">Cloud Trace context propagation</a>
 */
record Trace(String id, long span) {
    static final String HEADER = "X-Cloud-Trace-Context";
    static final String W3C_HEADER = "traceparent";

    private static final Pattern GOOGLE = Pattern.compile("([0-9a-fA-F]{32})(/.*)?");
    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /** The trace named by the request, or a new one. */
    static Trace of(HttpFields headers) {
        String google = headers.get(HEADER);
        if (google != null) {
            Matcher matcher = GOOGLE.matcher(google);
            if (matcher.matches()) {
                return new Trace(matcher.group(1).toLowerCase(Locale.ROOT), newSpan());
            }
        }
        String w3c = headers.get(W3C_HEADER);
        if (w3c != null) {
            Matcher matcher = W3C.matcher(w3c);
            if (matcher.matches()) {
                return new Trace(matcher.group(1), newSpan());
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return new Trace(hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()), newSpan());
    }

    /** The value of {@value #HEADER} for the request's next hop. */
    String google() {
        return id + "/" + span + ";o=0";
    }

    /** The value of {@value #W3C_HEADER} for the request's next hop. */
    String w3c() {
        return "00-" + id + "-" + spanId() + "-00";
    }

    String spanId() {
        return HexFormat.of().toHexDigits(span);
    }

    private static long newSpan() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }
}
