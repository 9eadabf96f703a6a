package dev.greenlight.localcloud.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * Workloads in this process. The image's name decides: {@code missing} is not found, {@code crash} never becomes ready, {@code hold} becomes
 * ready when {@link #letGo} is called, {@code fail} ends as a task with 3; every other one works.
 */
public final class InProcessWorkloads implements Workloads {
    private final @Nullable Function<Workload, Handler> handlers;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Instance> running = new ConcurrentHashMap<>();
    private final List<Workload> started = java.util.Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile @Nullable Observer observer;

    /** @param handlers what each revision answers with; null = nothing listens, addresses are made up */
    public InProcessWorkloads(@Nullable Function<Workload, Handler> handlers) {
        this.handlers = handlers;
    }

    @Override
    public void observe(Observer listener) {
        observer = listener;
    }

    @Override
    public String resolve(String image) throws StartFailure {
        if (image.contains("missing")) {
            throw new StartFailure(StartFailure.Reason.CONTAINER_MISSING, "Image '" + image + "' not found.");
        }
        return image;
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        started.add(workload);
        if (workload.image().contains("crash")) {
            throw new StartFailure(StartFailure.Reason.HEALTH_CHECK_CONTAINER_ERROR, "The container did not listen.");
        }
        if (workload.image().contains("hold")) {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new StartFailure(StartFailure.Reason.INTERNAL, "interrupted");
            }
        }
        String id = "instance-" + count.incrementAndGet();
        Instance instance = new Instance(workload.key(), id, new InetSocketAddress("127.0.0.1", serve(id, workload)));
        running.put(workload.key(), instance);
        return instance;
    }

    private int serve(String id, Workload workload) {
        if (handlers == null) {
            return 9;
        }
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(handlers.apply(workload));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        servers.put(id, server);
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public List<Instance> adopt() {
        return List.copyOf(running.values());
    }

    @Override
    public void stop(Instance instance) {
        running.remove(instance.key(), instance);
        Server server = servers.remove(instance.id());
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        started.add(workload);
        Observer listener = observer;
        if (listener != null) {
            listener.line(workload.key(), "stdout", "ran " + String.join(" ", workload.arguments()));
        }
        return workload.image().contains("fail") ? 3 : 0;
    }

    /** Lets everything that is held become ready, now and later. */
    public void letGo() {
        held.countDown();
    }

    /** An instance ends by itself. */
    public void kill(Key key) {
        Instance instance = running.get(key);
        Observer listener = observer;
        if (instance != null && listener != null) {
            stop(instance);
            listener.exited(instance, 1);
        }
    }

    /** A running instance prints a line. */
    public void say(String name, String text) {
        Observer listener = observer;
        for (Key key : running.keySet()) {
            if (listener != null && key.name().equals(name)) {
                listener.line(key, "stdout", text);
            }
        }
    }

    public List<Workload> started() {
        return List.copyOf(started);
    }

    public List<String> running() {
        return running.keySet().stream().map(Key::name).sorted().toList();
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(this::stop);
    }
}
