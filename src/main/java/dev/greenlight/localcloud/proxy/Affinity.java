package dev.greenlight.localcloud.proxy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The instance that a client stays with, as its cookie says. The cookie's content is no secret here, and nothing trusts it.
 *
 * @param revision short name; empty for none
 * @param address of the instance; null for none
 * @see <a href="https://cloud.google.com/run/docs/configuring/session-affinity">Session affinity</a>
 */
record Affinity(String revision, @Nullable InetSocketAddress address) {
    /** The name is Cloud Run's. */
    static final String COOKIE = "GAESA";

    private static final Affinity NONE = new Affinity("", null);
    private static final Duration LASTS = Duration.ofDays(30);

    /** What the request brings; {@code NONE} when that is nothing, or nothing of ours. */
    static Affinity of(Request request) {
        if (!request.getHeaders().contains("Cookie")) {
            return NONE;
        }
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (COOKIE.equals(cookie.getName())) {
                return parse(cookie.getValue());
            }
        }
        return NONE;
    }

    private static Affinity parse(String value) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8).split(" ", -1);
            return parts.length == 3
                    ? new Affinity(
                            parts[0],
                            new InetSocketAddress(java.net.InetAddress.ofLiteral(parts[1]), Integer.parseInt(parts[2])))
                    : NONE;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    boolean isFor(String name) {
        return revision.equals(name);
    }

    /** The value of Set-Cookie that keeps a client with an instance. */
    static String cookie(String revision, InetSocketAddress address) {
        String text = revision + " " + address.getAddress().getHostAddress() + " " + address.getPort();
        return COOKIE + "="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "; Max-Age=" + LASTS.toSeconds() + "; Path=/; HttpOnly";
    }
}
