package dev.greenlight.localcloud.artifacts;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process of the registry. */
final class RegistryServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            version: 0.1
            log:
              level: warn
              accesslog:
                disabled: true
            storage:
              filesystem:
                rootdirectory: %s
              delete:
                enabled: true
            http:
              addr: %s:%d
            """;

    private final Path configuration;
    private final Path log;
    private final Path pid;
    private final Path storage;
    private final String address;
    private final int port;
    private @Nullable Process process;

    RegistryServer(Path folder, Path storage, String address, int port) {
        configuration = folder.resolve(address + ".yml").toAbsolutePath();
        log = folder.resolve(address + ".log");
        pid = folder.resolve(address + ".pid");
        this.storage = storage.toAbsolutePath();
        this.address = address;
        this.port = port;
    }

    String address() {
        return address;
    }

    /** Ends the process that the pid file names, when it is still this configuration's registry and not another's. */
    void endLeftover() throws IOException {
        if (!Files.exists(pid)) {
            return;
        }
        String text = Files.readString(pid).strip();
        if (text.matches("[0-9]{1,18}")) {
            ProcessHandle.of(Long.parseLong(text))
                    .filter(handle -> handle.info()
                            .commandLine()
                            .filter(line -> line.contains(configuration.toString()))
                            .isPresent())
                    .ifPresent(RegistryServer::end);
        }
        Files.delete(pid);
    }

    void start() throws IOException {
        Files.writeString(configuration, CONFIGURATION.formatted(storage, address, port));
        ProcessBuilder builder = new ProcessBuilder(RegistryProcess.PROGRAM, "serve", configuration.toString())
                .redirectErrorStream(true);
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "OTEL_TRACES_EXPORTER", "none"));
        builder.redirectOutput(new File(log.toString()));
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the program " + RegistryProcess.PROGRAM + " cannot be started; Debian's package "
                            + RegistryProcess.PROGRAM + " has it",
                    e);
        }
        process = started;
        Files.writeString(pid, Long.toString(started.pid()));
    }

    void awaitAnswer(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers()) {
            Process running = process;
            if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the container registry at " + address + ":" + port + " does not come up: " + lastWords());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the container registry came up", e);
            }
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + address + ":" + port + "/v2/")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String lastWords() {
        try {
            String text = Files.readString(log).strip();
            return text.substring(Math.max(0, text.length() - 500));
        } catch (IOException e) {
            return "it left no log";
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            end(running.toHandle());
            process = null;
        }
        try {
            Files.deleteIfExists(pid);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
        }
    }
}
