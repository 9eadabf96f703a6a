package dev.greenlight.localcloud.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** What a client sends after the header of its request. */
final class RequestBody {
    static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final System.Logger LOG = System.getLogger(RequestBody.class.getName());

    private RequestBody() {}

    /** @throws ApiError invalid argument when it is too long, ends early or stops to arrive */
    static byte[] read(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw ApiError.invalidArgument("Request payload size exceeds the limit: " + MOST_BYTES + " bytes.");
            }
            return content;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a body that did not arrive", e);
            throw ApiError.invalidArgument("The request's body ended early, or nothing more of it arrived in time.");
        }
    }
}
