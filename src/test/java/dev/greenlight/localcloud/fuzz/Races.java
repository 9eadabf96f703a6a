package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several writers with one etag at once. */
final class Races implements AutoCloseable {
    private static final int WRITERS = 4;

    private final List<KeepAlive> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    Races(int port) throws IOException {
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new KeepAlive(port, false));
        }
    }

    /** Exactly one wins, and the others are refused with the given status. */
    void patches(String path, String etag, int refusal) throws Exception {
        List<Callable<Integer>> patches = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            KeepAlive writer = writers.get(i);
            String body = "{\"etag\":" + TextNode.valueOf(etag) + ",\"labels\":{\"writer\":\"" + i + "\"}}";
            patches.add(() -> writer.call("PATCH", path, body).status());
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(patches)) {
            answers.add(answer.get());
        }
        assertThat(Collections.frequency(answers, 200))
                .as("%s: %s", path, answers)
                .isEqualTo(1);
        assertThat(answers).containsOnly(200, refusal);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (KeepAlive writer : writers) {
            writer.close();
        }
    }
}
