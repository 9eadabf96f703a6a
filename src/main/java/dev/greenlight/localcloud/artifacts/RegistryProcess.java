package dev.greenlight.localcloud.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A real container registry: one process for each address, all over one storage folder. */
public final class RegistryProcess implements AutoCloseable {
    /** Debian's package of the same name has it. */
    public static final String PROGRAM = "docker-registry";

    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final List<RegistryServer> servers = new ArrayList<>();

    private RegistryProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts the registry and waits until it answers. What an earlier, killed local cloud left running on the same folder is ended first.
     *
     * @param folder where configuration, logs and images are kept
     * @param addresses the addresses to listen on, each once
     * @throws IllegalStateException when the program is missing, a port is in use, or a process does not come up; nothing is left running
     */
    public static RegistryProcess start(Path folder, List<String> addresses, int port) {
        RegistryProcess registry = new RegistryProcess(folder, port);
        try {
            Files.createDirectories(registry.storage());
            for (String address : new LinkedHashSet<>(addresses)) {
                RegistryServer server = new RegistryServer(folder, registry.storage(), address, port);
                server.endLeftover();
                checkFree(address, port);
                server.start();
                registry.servers.add(server);
            }
            for (RegistryServer server : registry.servers) {
                server.awaitAnswer(START);
            }
        } catch (IOException e) {
            registry.close();
            throw new UncheckedIOException("the registry's folder " + folder + " cannot be used", e);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    private static void checkFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the container registry needs " + address + ":" + port + ", which is in use or not there", e);
        }
    }

    /** Where the images lie. */
    public Path storage() {
        return storage(folder);
    }

    /** Where the images of a registry with this folder lie, also when it does not run. */
    public static Path storage(Path folder) {
        return folder.resolve("storage");
    }

    /** Where the first address answers. */
    public URI address() {
        return URI.create("http://" + servers.getFirst().address() + ":" + port);
    }

    /** Ends all processes. Idempotent. */
    @Override
    public void close() {
        servers.forEach(RegistryServer::close);
    }
}
