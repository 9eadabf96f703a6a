package dev.greenlight.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Connections that the server breaks on purpose, and those that come right after them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LostAnswersTest {
    private static final int CALLERS = 8;
    private static final int ROUNDS = 300;

    @Test
    void no_call_gets_the_answer_of_another_after_a_connection_broke() throws Exception {
        Api api = new Api()
                .on("POST", "/v1/lost/{id}", call -> {
                    throw new ConnectionLost();
                })
                .on("POST", "/v1/told/{id}", call -> Reply.json(Json.object().put("id", call.variable("id"))));
        try (ApiServer server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
                ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int own = caller;
                Callable<Integer> work = () -> calls(server.port(), own);
                all.add(executor.submit(work));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(ROUNDS);
            }
        }
    }

    private static int calls(int port, int caller) throws IOException {
        int lost = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(10_000);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (int call = 0; call < 4; call++) {
                    String id = caller + "-" + round + "-" + call;
                    assertThat(ask(socket, in, "/v1/told/" + id)).isEqualTo("{\"id\":\"" + id + "\"}");
                }
                try {
                    assertThat(ask(socket, in, "/v1/lost/" + round)).isEqualTo("nothing");
                } catch (SocketException e) {
                    assertThat(e).hasMessage("Connection reset");
                    lost++;
                }
            }
        }
        return lost;
    }

    private static String ask(Socket socket, BufferedReader in, String path) throws IOException {
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 702\r\n\r\n{\"a\":\""
                                + "x".repeat(694) + "\"}")
                        .getBytes(StandardCharsets.US_ASCII));
        int length = 0;
        String line = in.readLine();
        if (line == null) {
            throw new SocketException("ended instead of broken");
        }
        for (; !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            read += in.read(body, read, length - read);
        }
        return new String(body).strip();
    }
}
