package dev.greenlight.localcloud.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrafficShiftTest {
    private static final int CLIENTS = 16;
    private static final int SHIFTS = 20;

    @Test
    void shifts_under_concurrent_load_lose_no_request_and_a_drained_revision_gets_none() throws Exception {
        try (TestingProxy proxy = new TestingProxy();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            TestingBackend serving = backend("v0");
            proxy.proxy.publish(proxy.route(proxy.share("v0", 100, serving.address())));
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            List<Future<List<String>>> wrong = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean writes = i % 4 == 0;
                wrong.add(clients.submit(() -> load(proxy, stop, answered, writes)));
            }
            for (int i = 1; i <= SHIFTS; i++) {
                serving = shift(proxy, serving, i, answered);
            }
            stop.set(true);
            for (Future<List<String>> each : wrong) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isEmpty();
            }
            serving.close();
            assertThat(answered.get()).isGreaterThan(SHIFTS * 200);
        }
    }

    private static TestingBackend backend(String name) {
        return new TestingBackend(exchange -> TestingBackend.text(exchange, 200, name), false);
    }

    /** Half, then all, then the old one is stopped as soon as it is drained. */
    private static TestingBackend shift(TestingProxy proxy, TestingBackend old, int number, AtomicInteger answered) {
        TestingBackend next = backend("v" + number);
        String oldName = "v" + (number - 1);
        proxy.proxy.publish(
                proxy.route(proxy.share(oldName, 50, old.address()), proxy.share("v" + number, 50, next.address())));
        int before = answered.get();
        while (answered.get() < before + 200) {
            Thread.onSpinWait();
        }
        proxy.proxy.publish(proxy.route(proxy.share("v" + number, 100, next.address())));
        assertThat(proxy.proxy.awaitDrained(TestingProxy.revision(oldName), Duration.ofSeconds(10)))
                .isTrue();
        int seen = old.requests.get();
        old.close();
        assertThat(old.requests).hasValue(seen);
        return next;
    }

    private static List<String> load(TestingProxy proxy, AtomicBoolean stop, AtomicInteger answered, boolean writes)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        try (TestingClient client = proxy.client()) {
            while (!stop.get()) {
                TestingClient.Answer answer = writes ? client.send("POST", "/w", "body") : client.get("/");
                answered.incrementAndGet();
                if (answer.status() != 200 || !answer.body().startsWith("v")) {
                    wrong.add(answer.toString());
                }
            }
        }
        return wrong;
    }

    @Test
    void draining_waits_for_a_slow_request_and_no_longer_than_its_limit() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (TestingProxy proxy = new TestingProxy();
                TestingBackend slow = new TestingBackend(
                        exchange -> {
                            arrived.countDown();
                            Holding.until(release);
                            TestingBackend.text(exchange, 200, "slow");
                        },
                        false);
                TestingBackend next = TestingBackend.named("next");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                TestingClient client = openTo(proxy, slow)) {
            Future<TestingClient.Answer> answer = threads.submit(() -> client.get("/"));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            proxy.proxy.publish(proxy.route(proxy.share("next", 100, next.address())));
            assertThat(proxy.proxy.awaitDrained(TestingProxy.revision("slow"), Duration.ofMillis(100)))
                    .isFalse();
            Future<Boolean> drained = threads.submit(
                    () -> proxy.proxy.awaitDrained(TestingProxy.revision("slow"), Duration.ofSeconds(10)));
            release.countDown();
            assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("slow");
        }
    }

    private static TestingClient openTo(TestingProxy proxy, TestingBackend backend) throws IOException {
        proxy.proxy.publish(proxy.route(proxy.share("slow", 100, backend.address())));
        return proxy.client();
    }
}
