package dev.greenlight.releases.sweep;

import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says which revision it is and whether that has passed a health check, and is as well as its {@link Build}. */
final class Application extends Handler.Abstract {
    private final String revision;
    private final boolean healthy;
    private final boolean failing;
    private final AtomicLong asked = new AtomicLong();
    private final Gates gates;

    Application(Workload workload, Gates gates) {
        this.revision = workload.key().name();
        this.healthy = !Build.UNHEALTHY.made(workload.image());
        this.failing = Build.FAILING.made(workload.image());
        this.gates = gates;
    }

    /** Revisions of it, served by this process. */
    static Workloads workloads() {
        Gates gates = new Gates();
        return new InProcessWorkloads(workload -> new Application(workload, gates));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        String path = Request.getPathInContext(request);
        if (path.startsWith("/health")) {
            gates.health(revision, healthy);
            response.setStatus(healthy ? 200 : 503);
        }
        if (path.startsWith("/takes/")) {
            Thread.sleep(Long.parseLong(path.substring("/takes/".length())));
        }
        boolean fails = failing && path.startsWith(Sampler.PATH) && asked.incrementAndGet() % 2 == 0;
        if (fails) {
            response.setStatus(500);
        }
        String body =
                "{\"revision\":\"" + revision + "\",\"passed\":" + gates.passed(revision) + ",\"own\":" + fails + "}";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
