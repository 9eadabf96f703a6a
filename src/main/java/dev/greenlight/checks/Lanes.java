package dev.greenlight.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Does pieces of work side by side, as many at a time as there are lanes, of those that are ready always the longest first. */
final class Lanes {
    private final List<Task> waiting = new ArrayList<>();

    /**
     * A piece of work.
     *
     * @param expected how long it is expected to take
     * @param ready done when the work can begin
     */
    record Task(Duration expected, CompletableFuture<?> ready, Callable<Void> work) {}

    private Lanes(List<Task> tasks) {
        waiting.addAll(tasks);
        tasks.forEach(task -> task.ready().whenComplete((value, failure) -> wake()));
    }

    /**
     * Does all of it.
     *
     * @throws InterruptedException when this thread is interrupted, after what was running has been interrupted as well and has ended
     * @throws ExecutionException with the failure of a piece of work
     */
    static void run(List<Task> tasks, int lanes) throws InterruptedException, ExecutionException {
        Lanes queue = new Lanes(tasks);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<@Nullable Void> running = new ExecutorCompletionService<>(threads);
            int started = Math.min(lanes, tasks.size());
            for (int i = 0; i < started; i++) {
                running.submit(queue::work);
            }
            try {
                for (int i = 0; i < started; i++) {
                    running.take().get();
                }
            } catch (InterruptedException | ExecutionException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private @Nullable Void work() throws Exception {
        for (Task task = next(); task != null; task = next()) {
            task.work().call();
        }
        return null;
    }

    private synchronized @Nullable Task next() throws InterruptedException {
        while (!waiting.isEmpty()) {
            Task longest = waiting.stream()
                    .filter(task -> task.ready().isDone())
                    .max(Comparator.comparing(Task::expected))
                    .orElse(null);
            if (longest != null) {
                waiting.remove(longest);
                return longest;
            }
            wait();
        }
        return null;
    }
}
