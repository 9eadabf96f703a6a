package dev.greenlight.localcloud.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.proxy.TestingClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What arrives of a request and of its answer. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PassingTest {
    private final TestingProxy proxy = new TestingProxy();
    private final TestingBackend v1 = TestingBackend.named("v1");

    @AfterEach
    void stop() {
        proxy.close();
        v1.close();
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
}
