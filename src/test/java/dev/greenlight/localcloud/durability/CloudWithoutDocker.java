package dev.greenlight.localcloud.durability;

import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import java.io.IOException;
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
 * The whole local cloud as a process of its own, with revisions in it that answer with their name: for a test that kills it. Arguments: the
 * state folder and the first port of services. It waits for a line, and then says its port.
 */
public final class CloudWithoutDocker {
    static final String READY = "ready at port ";

    private CloudWithoutDocker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("waiting");
        if (System.in.read() < 0) {
            return;
        }
        System.out.println(READY
                + start(Path.of(arguments[0]), Integer.parseInt(arguments[1])).apiPort());
        new CountDownLatch(1).await();
    }

    private static LocalCloud start(Path state, int firstServicePort) {
        Options options = Options.in(state)
                .withPorts(0, firstServicePort)
                .withTimes(new Options.Times(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5)));
        return LocalCloud.start(options, new InProcessWorkloads(CloudWithoutDocker::answering), System.err::println);
    }

    /** The command that starts it with this JVM's own classes. */
    static List<String> command(Path state, int firstServicePort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
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
                response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }
}
