package dev.greenlight.releases.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The sweep's {@link Application} with pages, assets and an API for the demonstration's visitors. Who somebody is and how much he has written is
 * in his cookies, so that any revision can answer any of his requests.
 */
final class VisitedApplication extends Handler.Abstract {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PAGE =
            "<!doctype html><link href=\"/assets/app.css\"><div id=\"root\"></div><script src=\"/assets/app.js\"></script>";
    private static final String ASSET = "/* asset */".repeat(100);

    private final Application sampled;

    private VisitedApplication(Application sampled) {
        this.sampled = sampled;
    }

    /** Revisions of it, served by this process. */
    static Workloads workloads() {
        Gates gates = new Gates();
        return new InProcessWorkloads((Workload workload) -> new VisitedApplication(new Application(workload, gates)));
    }

    /** @param cookies to be kept, as {@code name=value} */
    private record Page(int status, String body, List<String> cookies) {
        Page(int status, String body) {
            this(status, body, List.of());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, InterruptedException {
        String path = Request.getPathInContext(request);
        if (!path.equals("/") && !path.startsWith("/assets/") && !path.startsWith("/api/")) {
            return sampled.handle(request, response, callback);
        }
        Page page = request.getMethod().equals("POST") ? written(request, path) : read(request, path);
        response.setStatus(page.status());
        page.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie + "; Path=/"));
        response.write(true, ByteBuffer.wrap(page.body().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static Page read(Request request, String path) {
        return switch (path) {
            case "/" -> new Page(200, PAGE);
            case "/api/csrf" -> new Page(204, "", List.of("csrftoken=token"));
            case "/api/public/dreams" -> new Page(200, "{\"results\":[]}");
            case "/api/session" -> new Page(200, json(Map.of("username", cookie(request, "name"))));
            case "/api/dreams" -> new Page(200, json(Map.of("total", dreams(request))));
            default -> new Page(200, ASSET);
        };
    }

    private static Page written(Request request, String path) throws IOException {
        JsonNode given = MAPPER.readTree(Content.Source.asString(request, StandardCharsets.UTF_8));
        String name = given.path("username").asText();
        return switch (path) {
            case "/api/accounts" -> new Page(201, "{}");
            case "/api/session" -> new Page(200, json(Map.of("username", name)), List.of("name=" + name, "dreams=0"));
            default ->
                new Page(
                        201,
                        json(Map.of("title", given.path("title").asText())),
                        List.of("dreams=" + (dreams(request) + 1)));
        };
    }

    private static int dreams(Request request) {
        String dreams = cookie(request, "dreams");
        return dreams.isEmpty() ? 0 : Integer.parseInt(dreams);
    }

    private static String cookie(Request request, String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String json(Map<String, ?> values) {
        return MAPPER.valueToTree(values).toString();
    }
}
