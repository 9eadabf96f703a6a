package dev.greenlight.localcloud.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The running instances, at most one a key. A start that is under way is shared by all who ask for it. */
public final class Fleet {
    /** Makes the workload at the moment of its start, when secrets are to be read. */
    @FunctionalInterface
    public interface Recipe {
        Workload make() throws StartFailure;
    }

    private final Workloads workloads;
    private final Map<Key, CompletableFuture<Instance>> instances = new HashMap<>();

    public Fleet(Workloads workloads) {
        this.workloads = workloads;
    }

    /** The running instance, after starting it when there is none. */
    public Instance ensure(Key key, Recipe recipe) throws StartFailure {
        CompletableFuture<Instance> mine = new CompletableFuture<>();
        CompletableFuture<Instance> known;
        synchronized (instances) {
            known = instances.putIfAbsent(key, mine);
        }
        return known == null ? start(key, recipe, mine) : await(known);
    }

    private Instance start(Key key, Recipe recipe, CompletableFuture<Instance> future) throws StartFailure {
        try {
            Instance instance = workloads.start(recipe.make());
            future.complete(instance);
            return instance;
        } catch (StartFailure | RuntimeException e) {
            synchronized (instances) {
                instances.remove(key, future);
            }
            future.completeExceptionally(e);
            throw e;
        }
    }

    private static Instance await(CompletableFuture<Instance> future) throws StartFailure {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw new StartFailure(failure.reason(), failure.message());
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(StartFailure.Reason.INTERNAL, "The server is stopping.");
        }
    }

    /** Takes over what an earlier server left running. */
    public void adopt() {
        for (Instance instance : workloads.adopt()) {
            synchronized (instances) {
                instances.put(instance.key(), CompletableFuture.completedFuture(instance));
            }
        }
    }

    /** The instance when it is ready now. */
    public Optional<Instance> running(Key key) {
        CompletableFuture<Instance> future;
        synchronized (instances) {
            future = instances.get(key);
        }
        return future == null || !future.isDone() || future.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(future.join());
    }

    /** The keys of all that run or are being started. */
    public Collection<Key> keys() {
        synchronized (instances) {
            return java.util.List.copyOf(instances.keySet());
        }
    }

    /**
     * Gives an instance up: whoever asks for its key from now on gets another one.
     *
     * @return stops it, after its start should that be under way; to be run by the caller, outside of his locks
     */
    public Runnable release(Key key) {
        CompletableFuture<Instance> future;
        synchronized (instances) {
            future = instances.remove(key);
        }
        if (future == null) {
            return () -> {};
        }
        // One that never became ready has already been removed.
        return () -> future.thenAccept(workloads::stop).exceptionally(failure -> null);
    }

    /**
     * Forgets an instance that ended by itself; false when another one has taken its place. An instance may end so soon after it was ready
     * that its start is not yet written down: then this waits for that.
     */
    public boolean forget(Instance instance) {
        CompletableFuture<Instance> future;
        synchronized (instances) {
            future = instances.get(instance.key());
        }
        if (future == null
                || !future.handle((started, failure) -> started == null ? "" : started.id())
                        .join()
                        .equals(instance.id())) {
            return false;
        }
        synchronized (instances) {
            return instances.remove(instance.key(), future);
        }
    }
}
