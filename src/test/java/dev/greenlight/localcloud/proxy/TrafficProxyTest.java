package dev.greenlight.localcloud.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greenlight.localcloud.proxy.TestingClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
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
    void a_request_reaches_the_revision_with_its_real_host_and_where_it_came_from() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            Answer answer = client.get(
                    "/a%2Fb?x=%7B1%7D&y", "Host: web.example:8080", "X-Forwarded-For: 203.0.113.9", "Cookie: a=b");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("v1");
            assertThat(answer.headers())
                    .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("via"));
        }
        TestingBackend.Seen seen = v1.seen.getFirst();
        assertThat(seen.header("Host")).containsExactly("web.example:8080");
        assertThat(seen.header("X-Forwarded-For")).containsExactly("203.0.113.9, 127.0.0.1");
        assertThat(seen.header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.header("Forwarded")).containsExactly("for=\"127.0.0.1\";proto=http");
        assertThat(seen.header("X-Cloud-Trace-Context").getFirst()).matches("[0-9a-f]{32}/[0-9]+;o=0");
        assertThat(seen.header("Traceparent").getFirst()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(seen.header("Cookie")).containsExactly("a=b");
        assertThat(seen.header("User-Agent")).isEmpty();
        assertThat(seen.header("Via")).isEmpty();
    }

    @Test
    void the_path_and_query_arrive_as_they_were_sent() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            proxy.proxy.publish(
                    proxy.route(proxy.share("v1", 100, (InetSocketAddress) listening.getLocalSocketAddress())));
            Thread.ofVirtual().start(() -> echoTarget(listening));
            try (TestingClient client = proxy.client()) {
                assertThat(client.get("/a%2Fb//c|d;k?x=%7B1%7D&y=a+b&z={%").body())
                        .isEqualTo("/a%2Fb//c|d;k?x=%7B1%7D&y=a+b&z={%25");
            }
        }
    }

    private static void echoTarget(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            String line = String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
            String target = line.split(" ")[1];
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target)
                            .getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hop_by_hop_headers_stay_on_their_hop() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            client.get("/", "Connection: keep-alive, X-Mine", "X-Mine: 1", "Keep-Alive: timeout=5", "TE: trailers");
        }
        TestingBackend.Seen seen = v1.seen.getFirst();
        assertThat(seen.header("X-Mine")).isEmpty();
        assertThat(seen.header("Keep-Alive")).isEmpty();
        assertThat(seen.header("TE")).isEmpty();
    }

    @Test
    void the_trace_that_a_request_brings_is_kept() throws IOException {
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        String trace = "0123456789abcdef0123456789abcdef";
        try (TestingClient client = proxy.client()) {
            client.get("/", "X-Cloud-Trace-Context: " + trace + "/7;o=1");
        }
        assertThat(v1.seen.getFirst().header("X-Cloud-Trace-Context")).containsExactly(trace + "/7;o=1");
        assertThat(v1.seen.getFirst().header("Traceparent").getFirst()).contains(trace);
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
    void bodies_stream_both_ways() throws Exception {
        CountDownLatch firstHalf = new CountDownLatch(1);
        try (TestingBackend echo = new TestingBackend(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] first = exchange.getRequestBody().readNBytes(2);
                    firstHalf.countDown();
                    exchange.getResponseBody().write(first);
                    exchange.getResponseBody().flush();
                    exchange.getResponseBody().write(exchange.getRequestBody().readAllBytes());
                },
                true)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, echo)));
            try (TestingClient client = proxy.client()) {
                client.write("POST /s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                assertThat(firstHalf.await(5, TimeUnit.SECONDS)).isTrue();
                assertThat(client.line()).contains("200");
                while (!client.line().isEmpty()) {
                    // The headers.
                }
                assertThat(client.line()).isEqualTo("2");
                assertThat(client.next()).isEqualTo('a');
                client.write("4\r\ndefg\r\n0\r\n\r\n");
                assertThat(client.line()).isEqualTo("b");
            }
        }
    }

    @Test
    void a_large_body_passes_whole() throws IOException {
        try (TestingBackend count = new TestingBackend(
                exchange -> TestingBackend.text(
                        exchange, 200, exchange.getRequestBody().readAllBytes().length + ""),
                false)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, count)));
            try (TestingClient client = proxy.client()) {
                String body = "x".repeat(5_000_000);
                assertThat(client.send("POST", "/", body).body()).isEqualTo("5000000");
                assertThat(client.send("PUT", "/", body, "Expect: 100-continue").status())
                        .isIn(100, 200);
            }
        }
    }

    @Test
    void head_and_empty_answers_keep_the_connection() throws IOException {
        try (TestingBackend backend = new TestingBackend(
                exchange -> exchange.sendResponseHeaders(
                        exchange.getRequestURI().getPath().equals("/none") ? 204 : 304, -1),
                false)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, backend)));
            try (TestingClient client = proxy.client()) {
                assertThat(client.send("HEAD", "/none", "").status()).isEqualTo(204);
                assertThat(client.send("DELETE", "/none", "").status()).isEqualTo(204);
                assertThat(client.send("POST", "/none", "").status()).isEqualTo(204);
                assertThat(client.get("/other").status()).isEqualTo(304);
            }
        }
    }

    @Test
    void a_slow_revision_is_answered_for_with_504() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestingBackend slow = new TestingBackend(exchange -> await(never), true)) {
            proxy.proxy.publish(proxy.route(
                    proxy.share("v1", 100, new Limits(80, 1, Duration.ofMillis(300), false), slow.address())));
            try (TestingClient client = proxy.client()) {
                Answer answer = client.get("/");
                assertThat(answer.status()).isEqualTo(504);
                assertThat(answer.body()).isEqualTo("upstream request timeout");
                assertThat(slow.requests).hasValue(1);
            }
            never.countDown();
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
    void a_revision_that_is_gone_is_answered_for_with_503() throws IOException {
        v1.close();
        proxy.proxy.publish(proxy.route(share("v1", 100, v1)));
        try (TestingClient client = proxy.client()) {
            Answer answer = client.get("/");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).endsWith("reset reason: connection failure");
        }
    }

    @Test
    void a_revision_that_hangs_up_is_asked_only_once() throws IOException {
        try (TestingBackend rude = new TestingBackend(com.sun.net.httpserver.HttpExchange::close, true)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, rude)));
            try (TestingClient client = proxy.client()) {
                Answer answer = client.get("/");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).endsWith("reset reason: connection termination");
                assertThat(rude.requests).hasValue(1);
            }
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
        int tagPort = proxy.proxy.freePort(proxy.port + 1);
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
    void the_pool_gives_up_a_kept_connection_before_gunicorn_does() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(5_000);
            proxy.proxy.publish(
                    proxy.route(proxy.share("v1", 100, (InetSocketAddress) listening.getLocalSocketAddress())));
            try (TestingClient client = proxy.client()) {
                client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                try (Socket backend = listening.accept()) {
                    backend.setSoTimeout(1_900);
                    assertThat(backend.getInputStream().read(new byte[4096])).isPositive();
                    backend.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
                    assertThat(client.read("GET").status()).isEqualTo(204);
                    while (backend.getInputStream().read() >= 0) {
                        // The rest of the request; then the end, within 1.9 s.
                    }
                }
            }
        }
    }

    @Test
    void a_request_that_is_not_idempotent_never_meets_a_connection_that_closes() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnceAndClose(listening));
            proxy.proxy.publish(
                    proxy.route(proxy.share("v1", 100, (InetSocketAddress) listening.getLocalSocketAddress())));
            try (TestingClient client = proxy.client()) {
                for (int i = 0; i < 200; i++) {
                    assertThat(client.send("POST", "/", "hello").status()).isEqualTo(200);
                }
            }
        }
    }

    /** Closes without announcing it, as a server does whose worker ends. */
    private static void answerOnceAndClose(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                byte[] buffer = new byte[4096];
                String request = "";
                while (!request.endsWith("hello")) {
                    int read = socket.getInputStream().read(buffer);
                    if (read < 0) {
                        break;
                    }
                    request += new String(buffer, 0, read, UTF_8);
                }
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8));
            } catch (IOException e) {
                return;
            }
        }
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

    @Test
    void a_port_in_use_is_named_and_nothing_is_published() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Route route =
                    new Route(taken.getLocalPort(), "http://x", new RoutedService("p", "l", "s"), "", List.of(), true);
            assertThatThrownBy(() -> proxy.proxy.publish(route))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
            assertThat(proxy.proxy.freePort(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void shares_that_do_not_sum_to_a_hundred_are_refused() {
        assertThatThrownBy(() -> proxy.route(share("v1", 90, v1))).isInstanceOf(IllegalArgumentException.class);
    }
}
