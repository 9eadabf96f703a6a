package dev.greenlight.localcloud.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every path with a version document, as well or badly as it was told. */
final class PretendApplication extends Handler.Abstract.NonBlocking {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Pretence pretence;
    private final byte[] version;
    private final Random random;

    PretendApplication(Workload workload, Pretence pretence) {
        this.pretence = pretence;
        random = new Random(pretence.seed());
        ObjectNode document = MAPPER.createObjectNode()
                .put("service", workload.environment().getOrDefault("K_SERVICE", ""))
                .put("revision", workload.environment().getOrDefault("K_REVISION", ""))
                .put("commit", workload.environment().getOrDefault("COMMIT", ""))
                .put("version", workload.environment().getOrDefault("VERSION", ""))
                .put("image", workload.image());
        version = document.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Runnable answer = () -> {
            response.setStatus(status(Request.getPathInContext(request)));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, version.length);
            response.write(true, ByteBuffer.wrap(version), callback);
        };
        if (pretence.latency().isZero()) {
            answer.run();
        } else {
            request.getComponents()
                    .getScheduler()
                    .schedule(answer, pretence.latency().toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private int status(String path) {
        if (path.contains("health")) {
            return pretence.statuses().health();
        }
        boolean fails =
                pretence.errorRate() > 0 && !path.contains("version") && random.nextDouble() < pretence.errorRate();
        return fails ? 500 : pretence.statuses().usual();
    }
}
