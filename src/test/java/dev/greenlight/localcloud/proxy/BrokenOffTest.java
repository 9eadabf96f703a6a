package dev.greenlight.localcloud.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Clients and instances that leave in the middle. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenOffTest {
    private final TestingProxy proxy = new TestingProxy();
    private final TestingBackend v1 = TestingBackend.named("v1");

    @AfterEach
    void stop() {
        proxy.close();
        v1.close();
    }

    @Test
    void a_client_that_leaves_before_the_answer_is_counted_out_with_the_answers_status() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestingBackend slow = new TestingBackend(
                exchange -> {
                    Holding.until(release);
                    TestingBackend.text(exchange, 200, "x".repeat(1_000_000));
                },
                false)) {
            proxy.proxy.publish(proxy.route(proxy.share("v1", 100, slow.address())));
            TestingClient client = proxy.client();
            client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            Await.until("a request to arrive", () -> slow.requests.get() == 1);
            client.close();
            release.countDown();
            assertThat(proxy.proxy.awaitDrained(TestingProxy.revision("v1"), Duration.ofSeconds(5)))
                    .isTrue();
            Await.until("the request to be told of", () -> proxy.told.size() == 1);
            assertThat(proxy.told.element().request().status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_its_body_is_counted_out() throws Exception {
        proxy.proxy.publish(proxy.route(proxy.share("v1", 100, v1.address())));
        try (TestingClient client = proxy.client()) {
            client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");
            Await.until("a request to arrive", () -> v1.requests.get() == 1);
        }
        Await.until("the request to be told of", () -> proxy.told.size() == 1);
        assertThat(proxy.proxy.awaitDrained(TestingProxy.revision("v1"), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(proxy.told.element().request().status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void a_client_that_has_said_all_it_has_to_say_still_gets_its_answer() throws Exception {
        proxy.proxy.publish(proxy.route(proxy.share("v1", 100, v1.address())));
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), proxy.port)) {
            half.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            half.shutdownOutput();
            half.setSoTimeout(5_000);
            InputStream in = half.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("v1");
        }
    }

    @Test
    void an_instance_that_breaks_off_in_the_middle_of_its_answer_breaks_the_clients_connection() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerHalf(listening));
            proxy.proxy.publish(
                    proxy.route(proxy.share("v1", 100, (InetSocketAddress) listening.getLocalSocketAddress())));
            try (TestingClient client = proxy.client()) {
                client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.line()).contains("200");
                int read = 0;
                while (read >= 0) {
                    try {
                        read = client.next();
                    } catch (IOException e) {
                        read = -1;
                    }
                }
            }
            assertThat(proxy.proxy.awaitDrained(TestingProxy.revision("v1"), Duration.ofSeconds(5)))
                    .isTrue();
            Await.until("the request to be told of", () -> proxy.told.size() == 1);
        }
    }

    private static void answerHalf(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf".getBytes(StandardCharsets.UTF_8));
            Holding.pause(Duration.ofMillis(50));
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void hundreds_of_clients_that_leave_cost_no_thread() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestingBackend slow = new TestingBackend(
                exchange -> {
                    Holding.until(release);
                    TestingBackend.text(exchange, 200, "late");
                },
                false)) {
            Limits wide = new Limits(1_000, 1, Duration.ofSeconds(20), false);
            proxy.proxy.publish(proxy.route(proxy.share("v1", 100, wide, slow.address())));
            for (int i = 0; i < 300; i++) {
                try (TestingClient client = proxy.client()) {
                    client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                }
            }
            Await.until("300 requests to arrive", () -> slow.requests.get() == 300);
            // How many the pool made for the rush depends on the machine; none of them may be held by who has left.
            assertThat(heldThreads()).isLessThan(50);
            release.countDown();
            assertThat(proxy.proxy.awaitDrained(TestingProxy.revision("v1"), Duration.ofSeconds(10)))
                    .isTrue();
            Await.until("300 requests to be told of", () -> proxy.told.size() == 300);
        }
    }

    /** Threads of the proxy that are in the middle of a request. */
    private static long heldThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("proxy")
                        && Arrays.stream(entry.getValue())
                                .anyMatch(frame -> frame.getClassName().startsWith("dev.greenlight.localcloud.proxy")))
                .count();
    }
}
