package dev.greenlight.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is said, and the start that was refused leaves nothing open. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void a_port_in_use_is_named_and_the_state_folder_is_free_again() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(folder, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
        start(folder, 0).stop();
    }

    @Test
    void an_end_without_an_engine_frees_the_state_folder() {
        TroubledWorkloads workloads = new TroubledWorkloads();
        LocalCloud cloud = LocalCloud.start(Options.in(folder).withPorts(0, 25_500), workloads, said::add);
        workloads.away();
        cloud.stop();
        start(folder, 0).stop();
    }

    @Test
    void two_servers_do_not_share_a_state_folder() {
        try (LocalCloud first = start(folder, 0)) {
            assertThatThrownBy(() -> start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by another local cloud");
            assertThat(first.apiPort()).isPositive();
        }
        start(folder, 0).stop();
    }

    @Test
    void a_state_folder_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        for (Path state : List.of(file, file.resolve("below"), Path.of("/proc/local-cloud"))) {
            assertThatThrownBy(() -> start(state, 0))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the state folder " + state);
        }
    }

    @Test
    void what_a_damaged_state_has_lost_is_said_and_the_rest_is_served() throws IOException {
        start(folder, 0).stop();
        Path log = folder.resolve("documents/log-0");
        Files.writeString(log, Files.readString(log) + "00000000 [[\"services\",\"x\",{}]]\n");
        start(folder, 0).stop();
        assertThat(said).anySatisfy(line -> assertThat(line).contains("is damaged", "a copy was kept as", "is lost"));
    }

    @Test
    void a_server_that_is_starting_says_so_and_never_that_something_does_not_exist() throws Exception {
        LocalCloud first = start(folder, 0);
        int port = first.apiPort();
        new Caller(first)
                .done("POST", "/services?serviceId=web", "{\"template\":{\"containers\":[{\"image\":\"app\"}]}}");
        first.stop();
        Set<Integer> seen = new TreeSet<>();
        CountDownLatch adoption = new CountDownLatch(1);
        TroubledWorkloads workloads = new TroubledWorkloads();
        workloads.adoptAfter(adoption);
        Options options = Options.in(folder).withPorts(port, 25_500);
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                HttpClient client = HttpClient.newHttpClient()) {
            Future<LocalCloud> second = threads.submit(() -> LocalCloud.start(options, workloads, said::add));
            try {
                Await.value("an answer", Duration.ofSeconds(20), () -> status(client, port), status -> {
                    seen.add(status);
                    return status != 0;
                });
            } finally {
                adoption.countDown();
            }
            while (!second.isDone()) {
                seen.add(status(client, port));
            }
            seen.add(status(client, port));
            second.get().stop();
        }
        assertThat(seen).contains(503, 200).isSubsetOf(0, 200, 503);
    }

    /** Of a call that finds something; 0 when nobody listens. */
    private static int status(HttpClient client, int port) throws InterruptedException {
        URI service = URI.create("http://127.0.0.1:" + port + Caller.PARENT + "/services/web");
        try {
            return client.send(HttpRequest.newBuilder(service).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private LocalCloud start(Path state, int port) {
        Options options = Options.in(state).withPorts(port, 25_500);
        return LocalCloud.start(options, new InProcessWorkloads(null), said::add);
    }
}
