package dev.greenlight.localcloud.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answers that Cloud Run gives itself, in its own words.
 *
 * @see <a href="https://cloud.google.com/run/docs/troubleshooting">Troubleshoot Cloud Run issues</a>
 */
final class CloudRunPages {
    private static final String HTML = """

            <html><head>
            <meta http-equiv="content-type" content="text/html;charset=utf-8">
            <title>%s</title>
            </head>
            <body text=#000000 bgcolor=#ffffff>
            <h1>Error: %s</h1>
            <h2>%s</h2>
            <h2></h2>
            </body></html>
            """;

    private static final String NO_INSTANCE = "The request was aborted because there was no available instance.";

    private CloudRunPages() {}

    static void unauthorized(Response response, Callback callback) {
        response.getHeaders()
                .put(
                        HttpHeader.WWW_AUTHENTICATE,
                        "Bearer error=\"invalid_token\" error_description=\"The access token could not be verified\"");
        html(
                response,
                401,
                "401 Unauthorized",
                "Unauthorized",
                "Your client does not have permission to the requested URL <code>%s</code>."
                        .formatted(escaped(path(response))),
                callback);
    }

    static void forbidden(Response response, Callback callback) {
        html(
                response,
                403,
                "403 Forbidden",
                "Forbidden",
                "Your client does not have permission to get URL <code>%s</code> from this server."
                        .formatted(escaped(path(response))),
                callback);
    }

    /** No revision serves. */
    static void unavailable(Response response, Callback callback) {
        html(
                response,
                503,
                "503 Server Error",
                "Server Error",
                "The service you requested is not available yet.<p>Please try again in 30 seconds.",
                callback);
    }

    /** The revision did not take the connection, or closed it before it had answered. */
    static void disconnected(Response response, boolean connected, Callback callback) {
        note(
                response,
                "The request failed because either the HTTP response was malformed or connection to the instance had an"
                        + " error.");
        text(
                response,
                503,
                "upstream connect error or disconnect/reset before headers. reset reason: "
                        + (connected ? "connection termination" : "connection failure"),
                callback);
    }

    /** All instances are full, and there may be no more of them. */
    static void noInstance(Response response, Callback callback) {
        note(response, NO_INSTANCE);
        text(response, 429, NO_INSTANCE, callback);
    }

    /** There is no instance, and none could be started. */
    static void notStarted(Response response, Callback callback) {
        note(response, NO_INSTANCE);
        text(response, 503, NO_INSTANCE, callback);
    }

    static void timedOut(Response response, Callback callback) {
        note(
                response,
                "The request has been terminated because it has reached the maximum request timeout. To change this limit,"
                        + " see https://cloud.google.com/run/docs/configuring/request-timeout");
        text(response, 504, "upstream request timeout", callback);
    }

    static void cannotUpgrade(Response response, String protocol, Callback callback) {
        text(
                response,
                501,
                "The local Cloud Run does not pass the protocol upgrade '" + protocol
                        + "' on; it speaks HTTP/1.1 only.",
                callback);
    }

    private static void note(Response response, String text) {
        Passage.of(response.getRequest()).note(text);
    }

    private static void html(
            Response response, int status, String title, String heading, String message, Callback callback) {
        write(response, status, "text/html; charset=UTF-8", HTML.formatted(title, heading, message), callback);
    }

    private static void text(Response response, int status, String body, Callback callback) {
        write(response, status, "text/plain", body, callback);
    }

    private static void write(Response response, int status, String type, String body, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    private static String path(Response response) {
        String path = response.getRequest().getHttpURI().getPath();
        return path == null ? "/" : path;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
