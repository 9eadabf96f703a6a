package dev.greenlight.localcloud.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * A connector with many ports: one thread accepts at all of them, and all connections share the selectors, so that a thousand services need no
 * thousand threads.
 */
final class Doors extends ServerConnector {
    private static final int BACKLOG = 1_024;

    /** One port, open on each of the proxy's addresses. */
    record Door(int port, List<ServerSocketChannel> channels) {}

    private record Closing(Door door, CompletableFuture<Void> done) {}

    private final Queue<Closing> closings = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Selector selector;

    Doors(Server server, HttpConnectionFactory http) {
        super(server, null, null, null, 1, 1, http);
    }

    /** The connector itself opens with nothing to listen at. */
    @Override
    public void open() throws IOException {
        selector = Selector.open();
    }

    @Override
    public boolean isOpen() {
        Selector current = selector;
        return current != null && current.isOpen();
    }

    @Override
    public void close() {
        Selector current = selector;
        if (current == null) {
            return;
        }
        try {
            for (SelectionKey key : List.copyOf(current.keys())) {
                key.channel().close();
            }
            current.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closings.forEach(closing -> closing.done().complete(null));
        }
    }

    /** @throws IOException when one of the addresses cannot be bound; nothing is open then */
    Door open(List<InetAddress> binds, int port) throws IOException {
        Door door = new Door(port, new ArrayList<>());
        try {
            for (InetAddress bind : binds) {
                ServerSocketChannel channel = ServerSocketChannel.open();
                door.channels().add(channel);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(new InetSocketAddress(bind, port), BACKLOG);
                channel.configureBlocking(false);
            }
            for (ServerSocketChannel channel : door.channels()) {
                channel.register(running(), SelectionKey.OP_ACCEPT);
            }
        } catch (IOException e) {
            close(door);
            throw e;
        }
        running().wakeup();
        return door;
    }

    /**
     * Closes a door; when this returns, connecting to it is refused. Connections that came in by it stay.
     *
     * <p>The JDK lets go of a registered channel's socket only in its selector's next turn, so the selector's own thread closes it, and takes a
     * turn.
     */
    void close(Door door) {
        Closing closing = new Closing(door, new CompletableFuture<>());
        closings.add(closing);
        running().wakeup();
        closing.done().join();
    }

    /** The connections that came in by a port. */
    List<EndPoint> connections(int port) {
        return getConnectedEndPoints().stream()
                .filter(point ->
                        point.getLocalSocketAddress() instanceof InetSocketAddress address && address.getPort() == port)
                .toList();
    }

    @Override
    public void accept(int acceptor) throws IOException {
        Selector doors = running();
        doors.select();
        closeAsked(doors);
        for (SelectionKey key : doors.selectedKeys()) {
            letIn(key);
        }
        doors.selectedKeys().clear();
    }

    private void closeAsked(Selector doors) throws IOException {
        for (Closing closing = closings.poll(); closing != null; closing = closings.poll()) {
            try {
                for (ServerSocketChannel channel : closing.door().channels()) {
                    channel.close();
                }
                doors.selectNow();
                closing.done().complete(null);
            } catch (IOException | RuntimeException e) {
                closing.done().completeExceptionally(e);
                throw e;
            }
        }
    }

    private void letIn(SelectionKey key) throws IOException {
        try {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            if (channel != null) {
                channel.configureBlocking(false);
                configure(channel.socket());
                getSelectorManager().accept(channel);
            }
        } catch (ClosedChannelException e) {
            // The door was closed in this very turn.
        }
    }

    private Selector running() {
        Selector current = selector;
        if (current == null) {
            throw new IllegalStateException("the proxy is not started");
        }
        return current;
    }
}
