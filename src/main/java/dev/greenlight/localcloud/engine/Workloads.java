package dev.greenlight.localcloud.engine;

import java.time.Duration;
import java.util.List;

/** The port to whatever runs containers. Every method blocks and may be called from several threads. */
public interface Workloads extends AutoCloseable {
    /** Hears of running containers. Called on the port's own threads. */
    interface Observer {
        /** @param stream {@code stdout} or {@code stderr} */
        void line(Key key, String stream, String text);

        /** A container that had become ready ended without being stopped through the port. */
        void exited(Instance instance, int code);
    }

    /** Must be called once, before anything is started. */
    void observe(Observer observer);

    /**
     * Makes sure that the image is on the engine.
     *
     * @return the image by digest, or as given when it has none because it never was in a registry
     */
    String resolve(String image) throws StartFailure;

    /** Starts a container and returns when its start-up probe is satisfied. After a failure nothing of it is left. */
    Instance start(Workload workload) throws StartFailure;

    /** Containers of an earlier run of the server that still run; each is followed again. All others that it left are removed. */
    List<Instance> adopt();

    /** SIGTERM, ten seconds, SIGKILL; then removes it. Idempotent. */
    void stop(Instance instance);

    /**
     * Runs to the end.
     *
     * @param limit after which it is killed
     * @return the exit code
     * @throws StartFailure when it cannot start, or with {@code PROGRESS_DEADLINE_EXCEEDED} at the limit
     */
    int run(Workload workload, Duration limit) throws StartFailure;

    /** Stops following. Containers go on running, to be adopted by the next server. */
    @Override
    void close();
}
