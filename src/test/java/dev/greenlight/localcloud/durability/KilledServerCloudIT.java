package dev.greenlight.localcloud.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledServerCloudIT {
    private static final int KILLS = 50;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Deque<KilledServer> started = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Writer> writers =
            List.of(new VersionWriter(), new ServiceWriter("one"), new ServiceWriter("two"), new JobWriter());

    @AfterEach
    void killAll() throws InterruptedException {
        for (KilledServer server : started) {
            server.kill();
        }
        threads.shutdownNow();
        client.close();
    }

    @Test
    void no_acknowledged_write_is_lost_and_none_is_torn_by_fifty_kills() throws Exception {
        Random random = new Random(20261125);
        KilledServer next = server();
        for (int i = 0; i < KILLS; i++) {
            KilledServer server = next;
            server.awaitWaiting();
            next = server();
            server.open();
            // Every fifth is killed while it is still reading the state or opening its ports.
            if (i % 5 == 4) {
                Thread.sleep(random.nextInt(150));
                server.kill();
            } else {
                server.awaitReady();
                writeUntilKilled(server, i == 0, 20 + random.nextInt(300));
            }
        }
        next.awaitWaiting();
        next.open();
        next.awaitReady();
        KilledServer last = next;
        writers.forEach(writer -> writer.check(last));
        assertThat(writers).allSatisfy(writer -> assertThat(writer.sequence()).isGreaterThan(KILLS));
        try (Stream<Path> files = Files.list(folder.resolve("state/documents"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .as("the log was compacted between the kills, and nothing was ever damaged")
                    .anyMatch(name -> name.startsWith("snapshot-"))
                    .noneMatch(name -> name.contains("damaged"));
        }
    }

    private void writeUntilKilled(KilledServer server, boolean first, int millis) throws Exception {
        for (Writer writer : writers) {
            if (first) {
                writer.begin(server);
            }
            writer.check(server);
        }
        List<Future<?>> writing = new ArrayList<>();
        for (Writer writer : writers) {
            writing.add(threads.submit(() -> writer.run(server)));
        }
        Thread.sleep(millis);
        server.kill();
        for (Future<?> each : writing) {
            each.get();
        }
    }

    private KilledServer server() throws Exception {
        KilledServer server = new KilledServer(client, folder.resolve("state"), 26_500);
        started.add(server);
        return server;
    }
}
