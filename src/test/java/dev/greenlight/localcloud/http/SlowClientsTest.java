package dev.greenlight.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stall, leave or close their half of a connection: nothing has an effect that was not asked for to the end, and nobody else waits. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlowClientsTest {
    private static final String POKE = "POST /v1/poke HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\n";

    private final AtomicInteger poked = new AtomicInteger();
    private ApiServer server;

    @BeforeEach
    void start() {
        open(Duration.ofMillis(300));
    }

    /** @param idle how long a client may stall before the server gives it up */
    private void open(Duration idle) {
        Api api = new Api().on("POST", "/v1/poke", call -> {
            poked.incrementAndGet();
            return Reply.json(call.json());
        });
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty(), idle);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PO",
                "POST /v1/poke HTTP/1.1\r\n",
                "POST /v1/poke HTTP/1.1\r\nHost: localhost\r\nContent-Len"
            })
    void a_connection_whose_header_does_not_go_on_is_closed(String sent) throws Exception {
        try (Socket socket = open(sent)) {
            assertThat(read(socket)).doesNotContain("HTTP/1.1 5");
        }
        assertThat(poked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":"})
    void a_body_that_does_not_go_on_is_refused_and_its_connection_closed(String begun) throws Exception {
        try (Socket socket = open(POKE + begun)) {
            assertThat(read(socket))
                    .startsWith("HTTP/1.1 400")
                    .contains("Connection: close", "\"status\":\"INVALID_ARGUMENT\"", "arrived in time");
        }
        assertThat(poked).hasValue(0);
    }

    @Test
    void a_client_that_closes_its_half_within_the_body_is_told_so() throws Exception {
        try (Socket socket = open(POKE + "{\"a\":")) {
            socket.shutdownOutput();
            assertThat(read(socket)).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 5");
        }
        assertThat(poked).hasValue(0);
    }

    @Test
    void a_client_that_closes_its_half_after_the_request_gets_the_answer() throws Exception {
        try (Socket socket = open(POKE + "{\"a\":12}")) {
            socket.shutdownOutput();
            assertThat(read(socket)).startsWith("HTTP/1.1 200").endsWith("{\"a\":12}");
        }
        assertThat(poked).hasValue(1);
    }

    @Test
    void many_that_stall_keep_nobody_waiting() throws Exception {
        server.close();
        // Nobody is given up while this asks: only a server that holds no thread for each of them answers in time.
        open(Duration.ofSeconds(30));
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                stalled.add(open(i % 2 == 0 ? "POST /v1/po" : POKE + "{"));
            }
            try (Socket socket = open(POKE + "{\"a\":12}")) {
                socket.setSoTimeout(2_000);
                byte[] start = socket.getInputStream().readNBytes(12);
                assertThat(new String(start, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200");
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
        assertThat(poked).hasValue(1);
    }

    @Test
    void it_listens_on_named_addresses_only() throws Exception {
        for (List<String> addresses :
                List.of(List.<String>of(), List.of("0.0.0.0"), List.of("127.0.0.1", "0.0.0.0"), List.of("::"))) {
            assertThatThrownBy(() -> ApiServer.start(addresses, 0, new Api(), token -> Optional.empty()))
                    .as("%s", addresses)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("named addresses only");
        }
        try (ApiServer two =
                ApiServer.start(List.of("127.0.0.1", "127.0.0.2"), 0, new Api(), token -> Optional.empty())) {
            new Socket("127.0.0.2", two.port()).close();
            assertThatThrownBy(() -> new Socket("127.0.0.3", two.port()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    private Socket open(String sent) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Until the server closes; fails when it does not. */
    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
