package dev.greenlight.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to the Docker engine that can be cut, as by an engine that stops, while the real one and its containers go on. */
final class EngineRelay implements AutoCloseable {
    private static final Path ENGINE = Path.of("/var/run/docker.sock");

    private final Path socket;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocketChannel door;

    /** @param socket where Docker's client finds the engine; at most some 100 characters */
    EngineRelay(Path socket) {
        this.socket = socket;
        join();
    }

    /** How a Docker client is called that goes this way. */
    List<String> client() {
        return List.of("docker", "--host", "unix://" + socket);
    }

    /** Lets clients through, from now on. */
    synchronized void join() {
        try {
            ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            opened.bind(UnixDomainSocketAddress.of(socket));
            door = opened;
            Thread.ofPlatform().daemon().name("relay").start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every conversation under way, and lets none begin. */
    synchronized void cut() {
        try {
            if (door != null) {
                door.close();
                door = null;
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(EngineRelay::shut);
        open.clear();
    }

    private void accept(ServerSocketChannel opened) {
        while (opened.isOpen()) {
            try {
                talk(opened, opened.accept());
            } catch (IOException e) {
                // It was cut; a client that was just coming in finds that out by itself.
            }
        }
    }

    /** Both ends belong to the door they came in by: after a cut none of them is let live. */
    private synchronized void talk(ServerSocketChannel opened, SocketChannel client) throws IOException {
        if (door != opened) {
            shut(client);
            return;
        }
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(ENGINE));
        open.add(client);
        open.add(engine);
        Thread.ofPlatform().daemon().name("relay-in").start(() -> copy(client, engine));
        Thread.ofPlatform().daemon().name("relay-out").start(() -> {
            copy(engine, client);
            shut(client);
            shut(engine);
            open.remove(client);
            open.remove(engine);
        });
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            shut(to);
        }
    }

    private static void shut(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
