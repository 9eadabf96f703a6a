package dev.greenlight.localcloud;

import dev.greenlight.localcloud.engine.InProcessWorkloads;
import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Workloads in this process that fail as their image's name says, beside what {@link InProcessWorkloads} knows. */
final class TroubledWorkloads implements Workloads {
    private final InProcessWorkloads real = new InProcessWorkloads(null);
    private final ConcurrentHashMap<String, Integer> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean away;
    private volatile CountDownLatch adoption = new CountDownLatch(0);

    @Override
    public void observe(Observer observer) {
        real.observe(observer);
    }

    @Override
    public String resolve(String image) throws StartFailure {
        if (image.contains("forbidden")) {
            throw new StartFailure(
                    StartFailure.Reason.CONTAINER_PERMISSION_DENIED,
                    "Google Cloud Run Service Agent must have permission to read the image, " + image + ".");
        }
        return real.resolve(image);
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        if (workload.image().contains("late")) {
            throw new StartFailure(StartFailure.Reason.PROGRESS_DEADLINE_EXCEEDED, "It took too long.");
        }
        if (workload.image().contains("engine")) {
            throw new StartFailure(StartFailure.Reason.INTERNAL, "The engine is gone.");
        }
        return real.start(workload);
    }

    /** The engine does not answer any more. */
    void away() {
        away = true;
    }

    /** A server that starts waits for this. */
    void adoptAfter(CountDownLatch latch) {
        adoption = latch;
    }

    @Override
    public List<Instance> adopt() {
        try {
            adoption.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (away) {
            throw new IllegalStateException("docker ps: Cannot connect to the Docker daemon");
        }
        return real.adopt();
    }

    @Override
    public void stop(Instance instance) {
        real.stop(instance);
    }

    /** {@code forever} runs until it is interrupted, {@code timeout} takes too long, {@code second} fails in the first attempt only. */
    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        int attempt = attempts.merge(workload.key().name(), 1, Integer::sum);
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            Thread.sleep(workload.image().contains("forever") ? 60_000 : 30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(StartFailure.Reason.INTERNAL, "The server is stopping.");
        } finally {
            now.decrementAndGet();
        }
        if (workload.image().contains("timeout")) {
            throw new StartFailure(StartFailure.Reason.PROGRESS_DEADLINE_EXCEEDED, "Over " + limit);
        }
        return workload.image().contains("second") && attempt == 1 ? 1 : real.run(workload, limit);
    }

    int attempts() {
        return attempts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int mostAtOnce() {
        return most.get();
    }

    /** An instance ends by itself. */
    void kill(Key key) {
        real.kill(key);
    }

    List<Workload> started() {
        return real.started();
    }

    @Override
    public void close() {
        real.close();
    }
}
