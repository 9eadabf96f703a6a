package dev.greenlight.releases.sweep;

import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says which revision it is and whether that has passed a health check; an image that is called unhealthy never passes one. */
final class Application extends Handler.Abstract {
    private final String revision;
    private final boolean healthy;
    private final Gates gates;

    Application(Workload workload, Gates gates) {
        this.revision = workload.key().name();
        this.healthy = !workload.image().contains("unhealthy");
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
        String body = "{\"revision\":\"" + revision + "\",\"passed\":" + gates.passed(revision) + "}";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
