package dev.greenlight.localcloud.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.localcloud.proxy.TestingClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Backends that are slow, gone, rude, or about to close a connection. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackendTroubleTest {
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

    @Test
    void a_backend_that_keeps_its_connections_gets_such_requests_without_a_rest_between_them() throws IOException {
        List<Integer> ports = new CopyOnWriteArrayList<>();
        try (TestingBackend keeper = new TestingBackend(
                exchange -> {
                    ports.add(exchange.getRemoteAddress().getPort());
                    TestingBackend.text(exchange, 200, "kept");
                },
                false)) {
            proxy.proxy.publish(proxy.route(share("v1", 100, keeper)));
            try (TestingClient client = proxy.client()) {
                for (int i = 0; i < 800; i++) {
                    assertThat(client.send("POST", "/", "hello").body()).isEqualTo("kept");
                }
            }
        }
        assertThat(Set.copyOf(ports.subList(700, 800))).hasSizeLessThan(5);
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
}
