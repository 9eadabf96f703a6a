package dev.greenlight.localcloud.engine;

import dev.greenlight.localcloud.engine.StartFailure.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Workloads in this process, for sweeps over many releases: no image is pulled and no container started; a revision answers on a port of
 * 127.0.0.1 as its environment tells it, a task ends with the exit code that it was told.
 */
public final class PretendWorkloads implements Workloads {
    private record Running(
            Instance instance,
            PretendApplication application,
            @Nullable ServerConnector connector) {}

    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<Integer, PretendApplication> byPort = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    /** Started with the first workload that listens. */
    private @Nullable Server server;

    private volatile @Nullable Observer observer;

    private synchronized Server server() {
        Server known = server;
        if (known == null) {
            QueuedThreadPool threads = new QueuedThreadPool(8_000, 4);
            threads.setName("in-process");
            threads.setDaemon(true);
            known = new Server(threads);
            known.setDynamic(false);
            known.setHandler(new ByPort());
            try {
                known.start();
            } catch (Exception e) {
                throw new IllegalStateException("workloads in this process cannot be served", e);
            }
            server = known;
        }
        return known;
    }

    private final class ByPort extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            PretendApplication application = byPort.get(Request.getLocalPort(request));
            return application != null && application.handle(request, response, callback);
        }
    }

    @Override
    public void observe(Observer listener) {
        observer = listener;
    }

    @Override
    public String resolve(String image) throws StartFailure {
        if (image.contains("missing")) {
            throw new StartFailure(Reason.CONTAINER_MISSING, "Image '" + image + "' not found.");
        }
        return image;
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        Pretence pretence = Pretence.of(workload);
        pause(pretence.startDelay());
        if (pretence.exit() != 0) {
            tell(workload.key(), "system", "Container called exit(" + pretence.exit() + ").");
            throw new StartFailure(Reason.HEALTH_CHECK_CONTAINER_ERROR, StartFailure.notListening(workload.startup()));
        }
        String id = "in-process-" + count.incrementAndGet();
        PretendApplication application = new PretendApplication(workload, pretence);
        ServerConnector connector = pretence.elsewhere().isPresent() ? null : listen(application);
        InetSocketAddress address = connector == null
                ? pretence.elsewhere().orElseThrow()
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        Instance instance = new Instance(workload.key(), id, address);
        running.put(id, new Running(instance, application, connector));
        if (pretence.crashAfter().isPositive()) {
            Thread.ofVirtual().name("crash-" + id).start(() -> crash(instance, pretence.crashAfter()));
        }
        return instance;
    }

    private ServerConnector listen(PretendApplication application) {
        ServerConnector connector = new ServerConnector(server(), 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setAcceptQueueSize(1_024);
        try {
            connector.open();
            byPort.put(connector.getLocalPort(), application);
            server().addConnector(connector);
            connector.start();
            return connector;
        } catch (Exception e) {
            throw new IllegalStateException("a workload in this process does not listen", e);
        }
    }

    private void crash(Instance instance, Duration after) {
        try {
            Thread.sleep(after);
        } catch (InterruptedException e) {
            return;
        }
        if (end(instance)) {
            tell(instance.key(), "system", "Container called exit(1).");
            Observer listener = observer;
            if (listener != null) {
                listener.exited(instance, 1);
            }
        }
    }

    @Override
    public List<Instance> adopt() {
        return running.values().stream().map(Running::instance).toList();
    }

    @Override
    public void stop(Instance instance) {
        end(instance);
    }

    /** False when it has ended before. */
    private boolean end(Instance instance) {
        Running ended = running.remove(instance.id());
        if (ended == null) {
            return false;
        }
        ServerConnector connector = ended.connector();
        if (connector != null) {
            int port = connector.getLocalPort();
            try {
                connector.stop();
            } catch (Exception e) {
                throw new IllegalStateException("a workload in this process does not end", e);
            }
            server().removeConnector(connector);
            byPort.remove(port, ended.application());
        }
        return true;
    }

    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        Pretence pretence = Pretence.of(workload);
        tell(workload.key(), "stdout", "ran " + String.join(" ", workload.arguments()));
        Duration time = pretence.startDelay().plus(pretence.latency());
        pause(time.compareTo(limit) < 0 ? time : limit);
        if (time.compareTo(limit) >= 0) {
            throw StartFailure.tooLong(limit);
        }
        return pretence.exit();
    }

    private void tell(Key key, String stream, String text) {
        Observer listener = observer;
        if (listener != null) {
            listener.line(key, stream, text);
        }
    }

    private static void pause(Duration time) throws StartFailure {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(Reason.INTERNAL, "The server is stopping.");
        }
    }

    /** Nothing of this process can go on running. */
    @Override
    public void close() {
        adopt().forEach(this::stop);
        Server known;
        synchronized (this) {
            known = server;
        }
        try {
            if (known != null) {
                known.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException("workloads in this process do not end", e);
        }
    }
}
