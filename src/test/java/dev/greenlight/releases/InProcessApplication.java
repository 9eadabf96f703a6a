package dev.greenlight.releases;

import dev.greenlight.localcloud.engine.Workload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The sample's containers in this process: v3 is unhealthy, v4 fails one real request in ten, v5 says with a 200 that it is not ready. */
final class InProcessApplication extends Handler.Abstract {
    private final String name;
    private final Map<String, String> environment;
    private final AtomicInteger served = new AtomicInteger();

    private InProcessApplication(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = environment;
    }

    static Handler of(Workload workload) {
        return new InProcessApplication(workload.key().name(), workload.environment());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        int status = status(path);
        response.setStatus(status);
        if (status == 500) {
            response.getHeaders().put("X-Canary-Error", "yes");
        }
        String body = path.contains("version")
                ? "{\"revision\":\"" + environment.getOrDefault("K_REVISION", "") + "\",\"commit\":\"c\"}"
                : "{\"checks\":{\"ready\":" + !name.contains("-v5-") + "}}";
        response.getHeaders().put("Content-Type", "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private int status(String path) {
        if (path.contains("health")) {
            return name.contains("-v3-") ? 503 : 200;
        }
        return name.contains("-v4-") && !path.contains("version") && served.incrementAndGet() % 10 == 0 ? 500 : 200;
    }
}
