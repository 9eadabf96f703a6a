package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    private Lanes.Task task(String name, int seconds, CompletableFuture<?> ready) {
        return new Lanes.Task(Duration.ofSeconds(seconds), ready, () -> {
            done.add(name);
            return null;
        });
    }

    private Lanes.Task task(String name, int seconds) {
        return task(name, seconds, CompletableFuture.completedFuture(null));
    }

    @Test
    void the_longest_comes_first() throws Exception {
        Lanes.run(List.of(task("short", 1), task("long", 9), task("middle", 5)), 1);
        assertThat(done).containsExactly("long", "middle", "short");
    }

    @Test
    void what_is_not_ready_holds_no_lane() throws Exception {
        CompletableFuture<Void> packages = new CompletableFuture<>();
        Lanes.Task last = new Lanes.Task(Duration.ofSeconds(1), CompletableFuture.completedFuture(null), () -> {
            done.add("short");
            packages.complete(null);
            return null;
        });
        Lanes.run(List.of(task("needs packages", 9, packages), last), 1);
        assertThat(done).containsExactly("short", "needs packages");
    }

    @Test
    void as_many_run_at_a_time_as_there_are_lanes() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        Lanes.Task both = new Lanes.Task(Duration.ofSeconds(1), CompletableFuture.completedFuture(null), () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
            running.decrementAndGet();
            return null;
        });
        Lanes.run(List.of(both, both, both, both), 2);
        assertThat(most).hasValue(2);
    }

    @Test
    void a_failure_ends_all() {
        Lanes.Task failing = new Lanes.Task(Duration.ofSeconds(9), CompletableFuture.completedFuture(null), () -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> Lanes.run(List.of(failing, task("never", 1)), 1))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("a bug");
        assertThat(done).isEmpty();
    }

    @Test
    void a_failure_beside_work_that_waits_for_ever_ends_all_too() {
        Lanes.Task failing = new Lanes.Task(Duration.ofSeconds(1), CompletableFuture.completedFuture(null), () -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> Lanes.run(List.of(failing, task("never", 9, new CompletableFuture<>())), 2))
                .isInstanceOf(ExecutionException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void nothing_to_do_is_done() throws Exception {
        Lanes.run(List.of(), 4);
        assertThat(done).isEmpty();
    }
}
