package dev.greenlight.localcloud.engine;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** The running instances by key. A start that is under way is shared by all who ask for one. */
public final class Fleet {
    /** Makes the workload at the moment of its start, when secrets are to be read. */
    @FunctionalInterface
    public interface Recipe {
        Workload make() throws StartFailure;
    }

    private final Workloads workloads;
    private final Map<Key, List<CompletableFuture<Instance>>> instances = new HashMap<>();

    public Fleet(Workloads workloads) {
        this.workloads = workloads;
    }

    /** Makes sure that so many instances run; starts those that are missing one after the other. */
    public void ensure(Key key, int count, Recipe recipe) throws StartFailure {
        for (int i = 0; i < count; i++) {
            CompletableFuture<Instance> mine = new CompletableFuture<>();
            CompletableFuture<Instance> known;
            synchronized (instances) {
                List<CompletableFuture<Instance>> all = instances.computeIfAbsent(key, none -> new ArrayList<>());
                known = i < all.size() ? all.get(i) : mine;
                if (known == mine) {
                    all.add(mine);
                }
            }
            if (known == mine) {
                start(key, recipe, mine);
            } else {
                await(known);
            }
        }
    }

    /** Starts one instance more, or waits for one that is just being started. */
    public void add(Key key, Recipe recipe) throws StartFailure {
        int running;
        synchronized (instances) {
            running = (int) instances.getOrDefault(key, List.of()).stream()
                    .filter(CompletableFuture::isDone)
                    .count();
        }
        ensure(key, running + 1, recipe);
    }

    private void start(Key key, Recipe recipe, CompletableFuture<Instance> future) throws StartFailure {
        try {
            future.complete(workloads.start(recipe.make()));
        } catch (StartFailure | RuntimeException e) {
            remove(key, future);
            future.completeExceptionally(e);
            throw e;
        }
    }

    private boolean remove(Key key, CompletableFuture<Instance> future) {
        synchronized (instances) {
            List<CompletableFuture<Instance>> all = instances.getOrDefault(key, new ArrayList<>());
            boolean removed = all.remove(future);
            if (all.isEmpty()) {
                instances.remove(key);
            }
            return removed;
        }
    }

    private static void await(CompletableFuture<Instance> future) throws StartFailure {
        try {
            future.get();
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
                instances
                        .computeIfAbsent(instance.key(), none -> new ArrayList<>())
                        .add(CompletableFuture.completedFuture(instance));
            }
        }
    }

    /** The instances that are ready now, in the order of their starts. */
    public List<Instance> running(Key key) {
        synchronized (instances) {
            return instances.getOrDefault(key, List.of()).stream()
                    .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** The keys of all that run or are being started. */
    public Collection<Key> keys() {
        return keys(key -> true);
    }

    /** Those of them that are wanted. */
    public Collection<Key> keys(Predicate<Key> wanted) {
        synchronized (instances) {
            return instances.keySet().stream().filter(wanted).toList();
        }
    }

    /**
     * Gives all instances of a key up: whoever asks for it from now on gets others.
     *
     * @return stops them, after their start should that be under way; to be run by the caller, outside of his locks
     */
    public Runnable release(Key key) {
        List<CompletableFuture<Instance>> released;
        synchronized (instances) {
            released = instances.remove(key);
        }
        List<CompletableFuture<Instance>> all = released == null ? List.of() : List.copyOf(released);
        // One that never became ready has already been removed.
        return () -> all.stream()
                .map(future -> Thread.ofVirtual()
                        .start(() -> future.thenAccept(workloads::stop).exceptionally(failure -> null)))
                .toList()
                .forEach(Fleet::join);
    }

    /** Gives one running instance up; does nothing when there is none with this address. */
    public Runnable release(Key key, InetSocketAddress address) {
        return running(key).stream()
                .filter(instance -> instance.address().equals(address))
                .filter(this::forget)
                .findFirst()
                .<Runnable>map(instance -> () -> workloads.stop(instance))
                .orElse(() -> {});
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Forgets an instance that ended by itself; false when it was given up before. An instance may end so soon after it was ready that its start
     * is not yet written down: then this waits for that.
     */
    public boolean forget(Instance instance) {
        List<CompletableFuture<Instance>> all;
        synchronized (instances) {
            all = new ArrayList<>(instances.getOrDefault(instance.key(), List.of()));
        }
        // Those that have started first, so that this waits only for a start that may be the instance's own.
        all.sort(Comparator.comparing(future -> !future.isDone()));
        for (CompletableFuture<Instance> future : all) {
            String id = future.handle((started, failure) -> started == null ? "" : started.id())
                    .join();
            if (id.equals(instance.id())) {
                return remove(instance.key(), future);
            }
        }
        return false;
    }
}
