package dev.greenlight.releases.sweep;

import dev.greenlight.localcloud.engine.Instance;
import dev.greenlight.localcloud.engine.StartFailure;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.localcloud.engine.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Workloads whose tasks take a while and are counted: two migrations of one database at the same time are one too many. */
final class Tasks implements Workloads {
    private final Workloads others;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Duration time = Duration.ofMillis(100);

    Tasks(Workloads others) {
        this.others = others;
    }

    /** From now on; what ran at once is counted anew. */
    void taking(Duration each) {
        time = each;
        most.set(now.get());
    }

    /** How many ran at the same time at most. */
    int most() {
        return most.get();
    }

    @Override
    public void observe(Observer observer) {
        others.observe(observer);
    }

    @Override
    public String resolve(String image) throws StartFailure {
        return others.resolve(image);
    }

    @Override
    public Instance start(Workload workload) throws StartFailure {
        return others.start(workload);
    }

    @Override
    public List<Instance> adopt() {
        return others.adopt();
    }

    @Override
    public void stop(Instance instance) {
        others.stop(instance);
    }

    @Override
    public int run(Workload workload, Duration limit) throws StartFailure {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            Thread.sleep(time);
            return others.run(workload, limit);
        } catch (InterruptedException e) {
            throw new StartFailure(StartFailure.Reason.INTERNAL, "interrupted");
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public void close() {
        others.close();
    }
}
