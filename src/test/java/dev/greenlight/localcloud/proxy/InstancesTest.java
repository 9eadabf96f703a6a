package dev.greenlight.localcloud.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.proxy.TestingClient.Answer;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Requests, instances and clients that do not behave. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InstancesTest {
    private static final Limits ONE_BY_ONE = new Limits(1, 1, Duration.ofSeconds(10), false);

    private final TestingProxy proxy = new TestingProxy();
    private final TestingBackend v1 = TestingBackend.named("v1");
    private final TestingBackend v2 = TestingBackend.named("v2");

    @AfterEach
    void stop() {
        proxy.close();
        v1.close();
        v2.close();
    }

    @Test
    void a_revision_without_an_instance_gets_one_with_its_first_request() throws IOException {
        AtomicInteger starts = new AtomicInteger();
        proxy.proxy.onDemand(revision -> Thread.ofVirtual().start(() -> {
            starts.incrementAndGet();
            proxy.proxy.staff(revision, List.of(v1.address()));
            proxy.proxy.answered(revision, true);
        }));
        proxy.proxy.publish(proxy.route(new Share("v1", 100, ONE_BY_ONE)));
        try (TestingClient client = proxy.client()) {
            assertThat(client.get("/").body()).isEqualTo("v1");
            assertThat(client.send("POST", "/", "again").body()).isEqualTo("v1");
        }
        assertThat(starts).hasValue(1);
    }

    @Test
    void a_revision_whose_instance_does_not_start_is_answered_for_with_503() throws IOException {
        proxy.proxy.onDemand(revision -> Thread.ofVirtual().start(() -> proxy.proxy.answered(revision, false)));
        proxy.proxy.publish(proxy.route(new Share("v1", 100, ONE_BY_ONE)));
        try (TestingClient client = proxy.client()) {
            Answer answer = client.get("/");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("The request was aborted because there was no available instance.");
        }
        Await.until("the request to be told of", () -> proxy.told.size() == 1);
        assertThat(proxy.told.element().request().trail().note()).contains("no available instance");
    }

    @Test
    void an_instance_never_gets_more_requests_at_a_time_than_it_takes() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TestingBackend counting = new TestingBackend(
                        exchange -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Holding.pause(Duration.ofMillis(5));
                            now.decrementAndGet();
                            TestingBackend.text(exchange, 200, "ok");
                        },
                        false);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Limits three = new Limits(3, 1, Duration.ofSeconds(10), false);
            proxy.proxy.publish(proxy.route(proxy.share("v1", 100, three, counting.address())));
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(clients.submit(() -> {
                    try (TestingClient client = proxy.client()) {
                        return client.get("/").status();
                    }
                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(most.get()).isBetween(1, 3);
        }
    }

    @Test
    void what_waits_beside_starts_that_fail_is_answered_with_429_and_few_are_tried() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger starts = new AtomicInteger();
        try (TestingProxy impatient = new TestingProxy(Duration.ofMillis(600));
                TestingBackend slow = new TestingBackend(
                        exchange -> {
                            Holding.until(release);
                            TestingBackend.text(exchange, 200, "late");
                        },
                        false);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            impatient.proxy.onDemand(revision -> Thread.ofVirtual().start(() -> {
                starts.incrementAndGet();
                impatient.proxy.answered(revision, false);
            }));
            Limits five = new Limits(1, 5, Duration.ofSeconds(30), false);
            impatient.proxy.publish(impatient.route(impatient.share("v1", 100, five, slow.address())));
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                answers.add(clients.submit(() -> {
                    try (TestingClient client = impatient.client()) {
                        int status = client.get("/").status();
                        release.countDown();
                        return status;
                    }
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(20, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsExactlyInAnyOrder(429, 200);
            assertThat(starts.get()).isBetween(1, 2);
        }
    }

    @Test
    void what_waits_too_long_for_a_full_instance_is_answered_with_429() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestingProxy impatient = new TestingProxy(Duration.ofMillis(50));
                TestingBackend slow = new TestingBackend(
                        exchange -> {
                            Holding.until(release);
                            TestingBackend.text(exchange, 200, "slow");
                        },
                        false)) {
            impatient.proxy.publish(impatient.route(impatient.share("v1", 100, ONE_BY_ONE, slow.address())));
            try (TestingClient first = impatient.client();
                    TestingClient second = impatient.client()) {
                first.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                Await.until("a request to arrive", () -> slow.requests.get() == 1);
                Answer refused = second.get("/");
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.body())
                        .isEqualTo("The request was aborted because there was no available instance.");
                release.countDown();
                assertThat(first.read("GET").body()).isEqualTo("slow");
                assertThat(second.get("/").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_client_stays_with_its_instance_whatever_the_percents_say() throws IOException {
        Limits sticky = new Limits(80, 1, Duration.ofSeconds(10), true);
        proxy.proxy.publish(
                proxy.route(proxy.share("v1", 50, sticky, v1.address()), proxy.share("v2", 50, sticky, v2.address())));
        try (TestingClient client = proxy.client()) {
            Answer first = client.get("/");
            String cookie = first.header("Set-Cookie");
            assertThat(cookie).startsWith("GAESA=").contains("Max-Age=2592000");
            String mine = "Cookie: other=1; " + cookie.substring(0, cookie.indexOf(';'));
            for (int i = 0; i < 30; i++) {
                Answer next = client.get("/", mine);
                assertThat(next.body()).isEqualTo(first.body());
                assertThat(next.header("Set-Cookie")).isEmpty();
            }
            String other = first.body().equals("v1") ? "v2" : "v1";
            TestingBackend left = other.equals("v1") ? v1 : v2;
            proxy.proxy.publish(proxy.route(proxy.share(other, 100, sticky, left.address())));
            assertThat(client.get("/", mine).body()).isEqualTo(other);
            assertThat(client.get("/", "Cookie: GAESA=%%%").body()).isEqualTo(other);
        }
    }
}
