package dev.greenlight.localcloud.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server refuses before it becomes a call, a path that leaves its root for instance: in Google's JSON like all else. */
final class ServerErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof ConnectionLost lost) {
            // A failure of the error's own answer makes Jetty break the connection off.
            callback.failed(lost);
            return true;
        }
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        Object said = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        ApiError error = new ApiError(
                status < 500 ? Status.INVALID_ARGUMENT : Status.INTERNAL,
                status < 500 ? "Bad request: " + said + "." : "Internal error encountered.");
        ObjectNode body = error.toJson();
        body.withObject("/error").put("code", status);
        Reply reply = Reply.json(status, body);
        response.setStatus(reply.status());
        // What follows a request that could not be read is not read either.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.write(true, ByteBuffer.wrap(reply.content()), callback);
        return true;
    }
}
