package dev.greenlight.localcloud.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Follows a container's output by {@code docker logs --follow}, which ends when the container does. */
final class Follower implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<Void> end;

    private Follower(Process process, CompletableFuture<Void> end) {
        this.process = process;
        this.end = end;
    }

    /** @param lines receives the stream's name and a line */
    static Follower start(List<String> line, BiConsumer<String, String> lines) throws IOException {
        Process process = new ProcessBuilder(line).start();
        process.getOutputStream().close();
        CompletableFuture<Void> out = read(process.getInputStream(), text -> lines.accept("stdout", text));
        CompletableFuture<Void> err = read(process.getErrorStream(), text -> lines.accept("stderr", text));
        return new Follower(process, CompletableFuture.allOf(out, err));
    }

    private static CompletableFuture<Void> read(InputStream stream, java.util.function.Consumer<String> lines) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofVirtual().name("container-output").start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            } catch (IOException e) {
                // The stream breaks when the follower is closed; what was read until then stands.
            } finally {
                end.complete(null);
            }
        });
        return end;
    }

    /** Completes after the last line. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
