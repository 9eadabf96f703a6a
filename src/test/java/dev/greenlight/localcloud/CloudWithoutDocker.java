package dev.greenlight.localcloud;

import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The whole local cloud as a process of its own, with revisions in it that answer with their name: what a test starts to kill it, or a person
 * to look at it. Arguments: the state folder, the first port of services, and perhaps the APIs' port. Says its address on its first line.
 */
public final class CloudWithoutDocker {
    private CloudWithoutDocker() {}

    public static void main(String[] arguments) throws InterruptedException {
        int api = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        Options options = Options.in(Path.of(arguments[0]))
                .withPorts(api, Integer.parseInt(arguments[1]))
                .withTimes(new Options.Times(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5)));
        LocalCloud.start(options, new InProcessWorkloads(CloudWithoutDocker::answering), System.out::println);
        new CountDownLatch(1).await();
    }

    /** The command that starts it with this JVM's own classes. */
    static List<String> command(Path state, int firstServicePort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CloudWithoutDocker.class.getName(),
                state.toString(),
                Integer.toString(firstServicePort));
    }

    private static Handler answering(Workload workload) {
        String text = workload.key().name();
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(request.getHttpURI().getPath().startsWith("/fail") ? 500 : 200);
                response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }
}
