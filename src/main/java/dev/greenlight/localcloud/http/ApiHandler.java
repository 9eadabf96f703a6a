package dev.greenlight.localcloud.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Turns Jetty's request into a {@link Call} and a {@link Reply}, or any failure, into Jetty's response. */
final class ApiHandler extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());

    private final Api api;
    private final Identity identity;
    private final Browsers browsers;

    /** @param names what this server is called, beside its addresses and {@code localhost} */
    ApiHandler(Api api, Identity identity, List<String> names) {
        this.api = api;
        this.identity = identity;
        this.browsers = new Browsers(names);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply;
        try {
            reply = answer(request);
        } catch (ApiError e) {
            reply = Reply.of(e);
        } catch (ConnectionLost e) {
            reset(request);
            callback.failed(e);
            return true;
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    request.getMethod() + " " + request.getHttpURI().getPath(),
                    e);
            reply = Reply.of(new ApiError(Status.INTERNAL, "Internal error encountered."));
        }
        response.setStatus(reply.status());
        if (!request.consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        reply.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(reply.content()), callback);
        return true;
    }

    /**
     * Lets the connection's end be RST instead of FIN, so that the client sees a connection that broke and not one that ended. Jetty closes
     * it, when the failed call comes to {@link ServerErrors}: what reads and writes a connection has to be what ends it.
     */
    private static void reset(Request request) {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        if (end.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "the connection was already gone", e);
            }
        }
    }

    private Reply answer(Request request) throws Exception {
        // Read whatever the answer will be: a connection with an unread body cannot be used again.
        byte[] content = RequestBody.read(request);
        browsers.check(request);
        String caller = caller(request);
        String path = request.getHttpURI().getPath();
        String method = method(request);
        Api.Match match = api.find(method, path).orElseThrow(() -> ApiError.notFound("Method not found."));
        return match.handler()
                .answer(new Call(method, path, match.variables(), query(request), headers(request), content, caller));
    }

    /** Google's Java client sends what its transport cannot, PATCH for instance, as POST with the real method in a header. */
    private static String method(Request request) {
        String real = request.getHeaders().get("X-HTTP-Method-Override");
        return real != null && request.getMethod().equals("POST") ? real.toUpperCase(Locale.ROOT) : request.getMethod();
    }

    private String caller(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null) {
            return Call.OWNER;
        }
        String refusal = "Request had invalid authentication credentials. Expected OAuth 2 access token.";
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw ApiError.unauthenticated(refusal);
        }
        return identity.caller(header.substring(7).trim()).orElseThrow(() -> ApiError.unauthenticated(refusal));
    }

    private static Map<String, List<String>> query(Request request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        try {
            for (Fields.Field field : Request.extractQueryParameters(request)) {
                query.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                        .addAll(field.getValues());
            }
        } catch (RuntimeException e) {
            throw ApiError.invalidArgument("Invalid percent-encoding in the request's query.");
        }
        return query;
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return headers;
    }
}
