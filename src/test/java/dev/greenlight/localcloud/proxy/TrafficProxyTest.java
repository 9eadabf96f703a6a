package dev.greenlight.localcloud.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greenlight.localcloud.proxy.TestingClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrafficProxyTest {
    private final TestingProxy proxy = new TestingProxy(TrafficProxyTest::judge);
    private final TestingBackend v1 = TestingBackend.named("v1");
    private final TestingBackend v2 = TestingBackend.named("v2");

    private static InvokerCheck.Admission judge(String token, String url) {
        return switch (token) {
            case "good" -> InvokerCheck.Admission.ADMITTED;
            case "other" -> InvokerCheck.Admission.FORBIDDEN;
            default -> url.equals(token) ? InvokerCheck.Admission.ADMITTED : InvokerCheck.Admission.UNVERIFIED;
        };
    }

    @AfterEach
    void stop() {
        proxy.close();
        v1.close();
        v2.close();
    }

    private Share share(String revision, int percent, TestingBackend backend) {
        return proxy.share(revision, percent, backend.address());
    }

    @Test
    void requests_split_by_percents_and_repeat_with_the_seed() throws IOException {
        Map<String, Integer> counts = split(3_000);
        assertThat(counts.getOrDefault("v2", 0)).isCloseTo(300, within(60));
        assertThat(counts.values().stream().mapToInt(n -> n).sum()).isEqualTo(3_000);
        Draws draws = new Draws(42);
        int expected = 0;
        for (int i = 0; i < 3_000; i++) {
            expected += draws.next() < 90 ? 1 : 0;
        }
        assertThat(counts).containsEntry("v1", expected);
    }

    private Map<String, Integer> split(int requests) throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 90, v1), share("v2", 10, v2)));
        Map<String, Integer> counts = new HashMap<>();
        try (TestingClient client = proxy.client()) {
            for (int i = 0; i < requests; i++) {
                counts.merge(client.get("/").body(), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Test
    void a_kept_connection_survives_a_change_of_route() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            assertThat(client.get("/").body()).isEqualTo("v1");
            proxy.proxy.publish(proxy.route(share("v2", 100, v2)));
            assertThat(client.get("/").body()).isEqualTo("v2");
            proxy.proxy.publish(proxy.route());
            assertThat(client.get("/").status()).isEqualTo(503);
            proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
            assertThat(client.get("/").body()).isEqualTo("v1");
        }
    }

    @Test
    void a_private_service_is_forbidden_without_a_token_for_it() throws IOException {
        proxy.proxy.publish(proxy.privately(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            assertThat(client.get("/secret").status()).isEqualTo(403);
            assertThat(client.get("/<b>").body()).contains("<title>403 Forbidden</title>", "&lt;b&gt;");
            assertThat(client.get("/", "Authorization: Bearer other").status()).isEqualTo(403);
            assertThat(client.get("/", "Authorization: Bearer junk").status()).isEqualTo(401);
            assertThat(client.get("/", "Authorization: Bearer good").status()).isEqualTo(200);
            assertThat(client.get("/", "authorization: bearer good").status()).isEqualTo(200);
            assertThat(client.get("/", "X-Serverless-Authorization: Bearer good", "Authorization: Basic YQ==")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(v1.requests).hasValue(3);
    }

    @Test
    void a_tags_audience_is_its_services_address() throws IOException {
        proxy.proxy.publish(proxy.privately(share("v1", 100, v1)));
        int tagPort = proxy.hold(proxy.port + 1);
        proxy.proxy.publish(new Route(
                tagPort,
                "http://10.1.2.3:" + tagPort,
                new RoutedService("p", "europe-west1", "web"),
                "green",
                List.of(share("v2", 100, v2)),
                false));
        try (TestingClient client = new TestingClient(tagPort)) {
            assertThat(client.get("/", "Authorization: Bearer " + proxy.url()).body())
                    .isEqualTo("v2");
            assertThat(client.get("/").status()).isEqualTo(403);
        }
    }

    @Test
    void upgrades_are_refused_clearly_but_an_offer_of_http2_is_not() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            Answer refused = client.get("/ws", "Connection: Upgrade", "Upgrade: websocket");
            assertThat(refused.status()).isEqualTo(501);
            assertThat(refused.body()).contains("websocket");
            Answer plain =
                    client.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk");
            assertThat(plain.status()).isEqualTo(200);
        }
        assertThat(v1.requests).hasValue(1);
    }

    @Test
    void requests_are_told_with_revision_status_and_published_address() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            client.get("/a?b=c", "User-Agent: me", "Host: elsewhere");
            proxy.proxy.publish(proxy.route());
            client.get("/none");
            client.get("/after");
        }
        var told = List.copyOf(proxy.told);
        assertThat(told.getFirst().revision().name()).isEqualTo("v1");
        assertThat(told.getFirst().request().url()).isEqualTo(proxy.url() + "/a?b=c");
        assertThat(told.getFirst().request().userAgent()).isEqualTo("me");
        assertThat(told.getFirst().request().latency()).isPositive();
        assertThat(told.get(1).revision().name()).isEmpty();
        assertThat(told.get(1).request().status()).isEqualTo(503);
    }

    @Test
    void a_withdrawn_port_refuses_and_can_be_opened_again() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient kept = proxy.client()) {
            assertThat(kept.get("/").body()).isEqualTo("v1");
            proxy.proxy.withdraw(proxy.port);
            assertThatThrownBy(proxy::client).isInstanceOf(IOException.class);
            assertThat(kept.next()).isEqualTo(-1);
        }
        proxy.proxy.publish(proxy.route(share("v2", 100, v2)));
        try (TestingClient client = proxy.client()) {
            assertThat(client.get("/").body()).isEqualTo("v2");
        }
    }

    @Test
    void a_request_under_way_ends_well_after_its_port_was_withdrawn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (TestingBackend slow = new TestingBackend(
                exchange -> {
                    arrived.countDown();
                    await(release);
                    TestingBackend.text(exchange, 200, "late");
                },
                false)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, slow)));
            try (TestingClient client = proxy.client()) {
                client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
                proxy.proxy.withdraw(proxy.port);
                release.countDown();
                assertThat(client.read("GET").body()).isEqualTo("late");
                assertThat(client.next()).isEqualTo(-1);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_port_in_use_is_named_and_nothing_is_published() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Route route =
                    new Route(taken.getLocalPort(), "http://x", new RoutedService("p", "l", "s"), "", List.of(), true);
            assertThatThrownBy(() -> proxy.proxy.publish(route))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            assertThat(proxy.proxy.hold(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void a_held_port_is_nobody_elses_and_answers_503_until_something_is_published_there() throws IOException {
        assertThat(proxy.proxy.hold(proxy.port)).isTrue();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port);
        try (ServerSocket other = new ServerSocket()) {
            assertThatThrownBy(() -> other.bind(address)).isInstanceOf(BindException.class);
        }
        try (TestingClient early = proxy.client()) {
            assertThat(early.get("/").status()).isEqualTo(503);
        }
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            assertThat(client.get("/").body()).isEqualTo("v1");
        }
    }

    @Test
    void a_held_port_that_is_withdrawn_is_free_again() throws IOException {
        proxy.proxy.withdraw(proxy.port);
        try (ServerSocket other = new ServerSocket(proxy.port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(proxy.proxy.hold(other.getLocalPort())).isFalse();
        }
    }

    @Test
    void shares_that_do_not_sum_to_a_hundred_are_refused() {
        assertThatThrownBy(() -> proxy.route(share("v1", 90, v1))).isInstanceOf(IllegalArgumentException.class);
    }
}
