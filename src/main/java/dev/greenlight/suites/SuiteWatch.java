package dev.greenlight.suites;

import dev.greenlight.process.Client;
import dev.greenlight.process.Deadline;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Follows the suites of a stack side by side, each to its end or to the time limit. */
final class SuiteWatch {
    private final Client docker;
    private final Progress progress;
    private final Deadline deadline;

    SuiteWatch(Client docker, Progress progress, Deadline deadline) {
        this.docker = docker;
        this.progress = progress;
        this.deadline = deadline;
    }

    Map<String, Watched> toTheirEnds(List<Container> containers) {
        Map<String, Watched> watched = new LinkedHashMap<>();
        Map<String, Future<Watched>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            containers.forEach(
                    container -> running.put(container.service(), threads.submit(() -> toItsEnd(container))));
            for (Map.Entry<String, Future<Watched>> suite : running.entrySet()) {
                watched.put(suite.getKey(), suite.getValue().get());
            }
            return watched;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static ExternalFailure cancelled(@Nullable Throwable cause) {
        return new ExternalFailure("run the suites", "the run was cancelled", "Run the action again.", cause);
    }

    private Watched toItsEnd(Container container) {
        long start = System.nanoTime();
        StringBuilder log = new StringBuilder();
        docker.run(Compose.follow(container.id()), deadline.left(), line -> {
            log.append(line).append('\n');
            progress.quote(container.service() + " | " + line);
        });
        // A log that ends, or cannot be followed at all, is not yet a container that has ended.
        docker.run(Compose.await(container.id()), deadline.left());
        Optional<Container> ended = ContainerParser.parse(docker.ask(Compose.inspect(List.of(container.id())))).stream()
                .filter(now -> !now.running())
                .findFirst();
        return new Watched(ended, log.toString(), Duration.ofNanos(System.nanoTime() - start));
    }
}
