package dev.greenlight.releases;

import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.world.RevisionName;
import dev.greenlight.releases.world.ServiceName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The sample's containers in this process: v3 is unhealthy, v4 fails one real request in ten. It counts what it answers. */
final class InProcessApplication implements Metrics {
    private final Map<RevisionName, Counts> counts = new ConcurrentHashMap<>();

    Handler of(Workload workload) {
        return new Revision(workload.key().name(), workload.environment());
    }

    @Override
    public Reading requests(ServiceName service, Instant from, Instant to) {
        return new Reading.Known(counts);
    }

    private final class Revision extends Handler.Abstract {
        private final String name;
        private final Map<String, String> environment;
        private final AtomicInteger served = new AtomicInteger();

        Revision(String name, Map<String, String> environment) {
            this.name = name;
            this.environment = environment;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            int status = status(path);
            counts.merge(new RevisionName(name), new Counts(1, status >= 500 ? 1 : 0), Counts::plus);
            response.setStatus(status);
            if (status == 500) {
                response.getHeaders().put("X-Canary-Error", "yes");
            }
            String body = path.contains("version")
                    ? "{\"revision\":\"" + environment.getOrDefault("K_REVISION", name) + "\",\"commit\":\"c\"}"
                    : "{}";
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
}
