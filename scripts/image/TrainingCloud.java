import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.PretendWorkloads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Properties;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A cloud to release to while an image is built, where there is no Docker engine: the local cloud with applications that it
 * pretends to run, and a registry that holds one image. A process of its own, so that the AOT cache does not fill with the server's classes.
 */
final class TrainingCloud {
    private static final String MANIFEST =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                    + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:" + "c".repeat(64)
                    + "\",\"size\":2},\"layers\":[]}";
    private static final String REPOSITORY = "127.0.0.1:9/training/images";
    private static final int FIRST_PORT = 27_000;
    private static final Duration METRIC_LAG = Duration.ofSeconds(1);

    private TrainingCloud() {}

    /** Serves until it is killed. Arguments: a folder for its state, and the file to write the inputs of an action that is to use it. */
    public static void main(String[] arguments) throws Exception {
        Path state = Path.of(arguments[0]);
        LocalCloud cloud = LocalCloud.start(
                Options.in(state)
                        .withPorts(0, FIRST_PORT)
                        .withTimes(new Options.Times(METRIC_LAG, Duration.ofMinutes(15), Duration.ofMinutes(1))),
                new PretendWorkloads(),
                System.err::println);
        post(cloud.apiUrl() + "/v1/projects/training/secrets?secretId=django-key", "{\"replication\":{\"automatic\":{}}}");
        post(cloud.apiUrl() + "/v1/projects/training/secrets/django-key:addVersion", "{\"payload\":{\"data\":\"eA==\"}}");
        Server registry = serve(MANIFEST, "application/vnd.oci.image.manifest.v1+json");
        String digest = "@sha256:"
                + HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST.getBytes(StandardCharsets.UTF_8)));
        Properties inputs = new Properties();
        inputs.put("INPUT_API-ENDPOINT", cloud.apiUrl());
        inputs.put("INPUT_CREDENTIALS", Files.readString(state.resolve("service-account.json")));
        inputs.put("INPUT_REGISTRY-ENDPOINT", "http://127.0.0.1:" + port(registry));
        inputs.put(
                "INPUT_IMAGES",
                "{\"backend\":\"" + REPOSITORY + "/backend" + digest + "\",\"frontend\":\"" + REPOSITORY + "/frontend" + digest
                        + "\"}");
        Path written = Files.createTempFile(state, "inputs", ".properties");
        try (var out = Files.newOutputStream(written)) {
            inputs.store(out, null);
        }
        Files.move(written, Path.of(arguments[1]), StandardCopyOption.ATOMIC_MOVE);
        visit();
    }

    /** A release is judged by what its users get; without any it is never found good. The services' addresses are the first ports. */
    private static void visit() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; ; round++) {
            URI address = URI.create("http://127.0.0.1:" + (FIRST_PORT + round % 4));
            try {
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                // Nothing is released there yet.
            }
            Thread.sleep(20);
        }
    }

    private static void post(String address, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static Server serve(String body, String type) {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put("Content-Type", type);
                response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    private static int port(Server server) {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }
}
