package dev.greenlight.localcloud.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.localcloud.LocalCloud;
import dev.greenlight.localcloud.Options;
import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.waiting.Await;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. The picture is written to {@code test-logs/status-page.png}. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatusPageCloudIT {
    private static final String HERE = "/v2/projects/dreamcatchr/locations/europe-west1";
    private static final String HOSTILE = "<script>document.title='taken over'</script><img src=x onerror=alert(1)>";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<InProcessWorkloads> workloads = new ArrayList<>();
    private LocalCloud cloud;

    @BeforeEach
    void start() {
        workloads.add(new InProcessWorkloads(StatusPageCloudIT::answering));
        Options options = Options.in(folder.resolve("state")).withPorts(0, 27_300);
        cloud = LocalCloud.start(options, workloads.getFirst(), line -> {});
    }

    @AfterEach
    void stop() {
        cloud.stop();
        client.close();
    }

    @Test
    void a_person_sees_a_canary_release_and_the_one_that_failed() throws Exception {
        String url = canary();
        broken();
        for (int i = 0; i < 400; i++) {
            get(url + (i % 97 == 0 ? "/fail" : "/orders/" + i));
        }
        // The page shows seconds that are over.
        Await.value(
                "all requests on the page",
                Duration.ofSeconds(20),
                () -> send("GET", "/", ""),
                html -> html.contains("400 requests in the last minute"));
        Path picture = Files.createDirectories(Path.of("test-logs")).resolve("status-page.png");
        browser("--window-size=1200,1000", "--hide-scrollbars", "--screenshot=" + picture.toAbsolutePath(), page());
        assertThat(colours(picture)).as("colours in the picture").isGreaterThan(100);

        String dom = browser("--dump-dom", page());
        assertThat(dom)
                .contains("1 of 2 services has failed", "90 % shop-v1, 10 % shop-v2", "HEALTH_CHECK_CONTAINER_ERROR");
        assertThat(dom)
                .containsPattern("href=\"http://127.0.0.1:\\d+\"[^>]*>green</a>")
                .contains("/orders/");
    }

    @Test
    void it_refreshes_itself_and_breaks_none_of_its_own_rules() throws Exception {
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger pages = new AtomicInteger();
        between.createContext("/", exchange -> relay(exchange, pages));
        between.start();
        // The browser's clock jumps forward whenever nothing is under way, so this takes no ten seconds.
        String url = "http://127.0.0.1:" + between.getAddress().getPort() + "/";
        String dom = browser("--virtual-time-budget=10000", "--dump-dom", url);
        between.stop(0);
        assertThat(pages.get()).isGreaterThan(2);
        assertThat(dom).contains("made-meanwhile");
        assertThat(complaints()).doesNotContain("Content Security Policy").doesNotContain("Uncaught");
    }

    /** Hands on what the local cloud answers, and makes a service before the page is asked for the second time. */
    private void relay(HttpExchange exchange, AtomicInteger pages) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/") && pages.incrementAndGet() == 2) {
                service("made-meanwhile", "app:1", "");
            }
            URI uri = URI.create("http://127.0.0.1:" + cloud.apiPort() + path);
            HttpResponse<byte[]> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            for (String header : List.of("Content-Type", "Content-Security-Policy")) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().add(header, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    @Test
    void what_workloads_say_is_shown_and_never_run() throws Exception {
        String url = service("shop", "app:1", "shop-v1");
        open("shop");
        get(url + "/?q=%3Cscript%3E");
        workloads.getFirst().say("shop-v1", HOSTILE);
        String dom = browser("--dump-dom", page());
        assertThat(dom).contains("&lt;script&gt;document.title='taken over'").doesNotContain("<img");
        assertThat(dom).contains("<title>The service is ready");
    }

    private String canary() throws Exception {
        String url = service("shop", "europe-west1-docker.pkg.dev/dreamcatchr/images/shop:1", "shop-v1");
        open("shop");
        call("PATCH", "/services/shop?updateMask=template,traffic", """
                {"template":{"revision":"shop-v2","containers":[{"image":"europe-west1-docker.pkg.dev/dreamcatchr/images/shop:2"}]},
                 "traffic":[{"type":2,"revision":"shop-v1","percent":90},{"type":2,"revision":"shop-v2","percent":10,"tag":"green"}]}""");
        return url;
    }

    private void broken() throws Exception {
        service("mailer", "app:1", "mailer-v1");
        call("PATCH", "/services/mailer?updateMask=template", """
                {"template":{"revision":"mailer-v2","containers":[{"image":"registry.example.test/mailer-crash:2"}]}}""");
    }

    /** @return its URL */
    private String service(String id, String image, String revision) throws Exception {
        String name = revision.isEmpty() ? "" : "\"revision\":\"" + revision + "\",";
        String body = "{\"template\":{" + name + "\"containers\":[{\"image\":\"" + image + "\"}]}}";
        call("POST", "/services?serviceId=" + id, body);
        return call("GET", "/services/" + id, "").split("\"uri\":\"")[1].split("\"")[0];
    }

    private void open(String id) throws Exception {
        call("POST", "/services/" + id + ":setIamPolicy", """
                {"policy":{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}]}}""");
    }

    /** Calls, and waits for the operation when there is one. */
    private String call(String method, String path, String body) throws Exception {
        String answer = send(method, HERE + path, body);
        if (answer.contains("/operations/")) {
            String operation = answer.split("\"name\":\"")[1].split("\"")[0];
            return send("POST", "/v2/" + operation + ":wait", "{}");
        }
        return answer;
    }

    private String send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cloud.apiPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void get(String url) throws Exception {
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private String page() {
        return "http://127.0.0.1:" + cloud.apiPort() + "/";
    }

    /** @return what it wrote to its standard output */
    private String browser(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("browser")));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("browser.out");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve("browser.err").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("chromium takes too long: " + complaints());
            }
            return Files.readString(out);
        } catch (IOException e) {
            throw new AssertionError("chromium is missing? scripts/test.sh --cloud installs it", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String complaints() throws IOException {
        return Files.readString(folder.resolve("browser.err"), StandardCharsets.UTF_8);
    }

    private static int colours(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 2) {
            for (int y = 0; y < image.getHeight(); y += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }

    private static Handler answering(Workload workload) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(request.getHttpURI().getPath().equals("/fail") ? 500 : 200);
                byte[] text = workload.key().name().getBytes(StandardCharsets.UTF_8);
                response.write(true, ByteBuffer.wrap(text), callback);
                return true;
            }
        };
    }
}
