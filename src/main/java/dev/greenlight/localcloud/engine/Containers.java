package dev.greenlight.localcloud.engine;

import dev.greenlight.process.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** What becomes of single containers, also while the engine is away for a time. */
final class Containers {
    private static final System.Logger LOG = System.getLogger(Containers.class.getName());

    /** How often an engine that is away is asked whether it is back. */
    private static final Duration ENGINE_PAUSE = Duration.ofMillis(500);

    private final DockerCli docker;
    private final String network;
    private final Set<String> leftovers = ConcurrentHashMap.newKeySet();

    Containers(DockerCli docker, String network) {
        this.docker = docker;
        this.network = network;
    }

    /** What has become of a container. */
    record Fate(boolean running, int code) {}

    /** Empty when the engine does not answer. A container that is gone has ended with -1. */
    Optional<Fate> fate(String id) {
        Ending ending = docker.run("container", "inspect", "--format", "{{.State.Running}} {{.State.ExitCode}}", id);
        if (!(ending instanceof Ending.Exited exited)) {
            return Optional.empty();
        }
        if (!exited.succeeded()) {
            return exited.errors().contains("No such container") ? Optional.of(new Fate(false, -1)) : Optional.empty();
        }
        String[] words = exited.output().strip().split(" ", -1);
        return Optional.of(new Fate(words[0].equals("true"), Integer.parseInt(words[1])));
    }

    /** The exit code of a task; waits for its end, and for an engine that is away. */
    int exitCode(String id, long deadline) throws TimeoutException {
        while (true) {
            Optional<Fate> fate = fate(id);
            if (fate.isPresent() && !fate.get().running()) {
                return fate.get().code();
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new TimeoutException();
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(ENGINE_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The container's address on the network; empty when it has none because it has ended. */
    String address(String id) {
        return docker.inspect("container", id)
                .map(inspected -> inspected
                        .path("NetworkSettings")
                        .path("Networks")
                        .path(network)
                        .path("IPAddress")
                        .asText())
                .orElse("");
    }

    /** What could not be removed while the engine was away. */
    void removeLeftovers() {
        for (String id : leftovers) {
            Thread.ofVirtual().name("leftover").start(() -> remove(id));
        }
    }

    /** Removes it now, or when the engine is back; also in a thread that has been interrupted, whose interruption is kept. */
    void remove(String id) {
        boolean interrupted = Thread.interrupted();
        Ending ending = docker.run("rm", "--force", "--volumes", id);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        boolean gone = ending instanceof Ending.Exited exited
                && (exited.succeeded() || exited.errors().contains("No such container"));
        if (gone) {
            leftovers.remove(id);
        } else {
            leftovers.add(id);
            LOG.log(System.Logger.Level.WARNING, "container {0} was not removed: {1}", id, DockerCli.complaint(ending));
        }
    }
}
