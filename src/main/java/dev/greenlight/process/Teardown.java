package dev.greenlight.process;

/**
 * Work that happens exactly once when a run ends, however it ends: normally, by a failure, by an interruption, or because this process is told
 * to stop.
 */
public final class Teardown implements AutoCloseable {
    private final Runnable work;
    private final Thread hook;
    private boolean done;

    private Teardown(Runnable work) {
        this.work = work;
        this.hook = new Thread(this::once, "teardown");
    }

    /** @param work called once, from any thread */
    public static Teardown of(Runnable work) {
        Teardown teardown = new Teardown(work);
        Runtime.getRuntime().addShutdownHook(teardown.hook);
        return teardown;
    }

    /** Whoever comes second waits for the first. */
    private synchronized void once() {
        if (!done) {
            done = true;
            work.run();
        }
    }

    /** Works in a thread of its own: the calling one may have been interrupted, and a command that it runs would be killed at once. */
    @Override
    public void close() {
        Thread worker = Thread.ofVirtual().start(this::once);
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is stopping already; the hook finds the work done.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
