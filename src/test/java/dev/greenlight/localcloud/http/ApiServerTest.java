package dev.greenlight.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ApiServer server;

    @BeforeAll
    static void start() {
        Api api = new Api()
                .on(
                        "GET",
                        "/v1/things/{thing}",
                        call -> Reply.json(Json.object().put("got", call.variable("thing"))))
                .on(
                        "POST",
                        "/v1/things/{thing}:poke",
                        call -> Reply.json(call.json().put("by", call.caller())))
                .on(
                        "GET",
                        "/v1/deep/{rest=**}",
                        call -> Reply.json(Json.object().put("rest", call.variable("rest"))))
                .on("GET", "/v1/broken", call -> {
                    throw new IOException("on purpose");
                });
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> switch (token) {
            case "good" -> Optional.of("robot@example.test");
            case "expired" -> throw ApiError.unauthenticated("expired");
            default -> Optional.empty();
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_variable_is_decoded_after_the_path_was_matched() throws Exception {
        assertThat(send("GET", "/v1/things/a%2Fb@sha256:1", "").at("/got").asText())
                .isEqualTo("a/b@sha256:1");
        assertThat(send("GET", "/v1/deep/a/b/c", "").at("/rest").asText()).isEqualTo("a/b/c");
    }

    @Test
    void a_verb_wins_over_a_bare_variable_and_no_token_is_the_owner() throws Exception {
        JsonNode answer = send("POST", "/v1/things/x:poke", "{\"n\":1}");
        assertThat(answer.at("/n").asInt()).isEqualTo(1);
        assertThat(answer.at("/by").asText()).isEqualTo(Call.OWNER);
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_method_not_found() throws Exception {
        for (JsonNode error : List.of(send("GET", "/nothing", ""), send("DELETE", "/v1/things/x", ""))) {
            assertThat(error.at("/error/code").asInt()).isEqualTo(404);
            assertThat(error.at("/error/status").asText()).isEqualTo("NOT_FOUND");
            assertThat(error.at("/error/message").asText()).isEqualTo("Method not found.");
        }
    }

    @Test
    void malformed_bodies_are_refused_as_invalid_arguments() throws Exception {
        for (String body : List.of("{", "[]", "{\"a\":1,\"a\":2}", "{} x", "\"text\"")) {
            JsonNode error = send("POST", "/v1/things/x:poke", body);
            assertThat(error.at("/error/status").asText()).as(body).isEqualTo("INVALID_ARGUMENT");
            assertThat(error.at("/error/message").asText()).startsWith("Invalid JSON payload received.");
        }
    }

    @Test
    void a_body_over_ten_mebibytes_is_refused() throws Exception {
        String body = "{\"a\":\"" + "x".repeat(RequestBody.MOST_BYTES) + "\"}";
        JsonNode error = send("POST", "/v1/things/x:poke", body);
        assertThat(error.at("/error/message").asText()).contains("exceeds the limit");
    }

    @Test
    void a_bearer_token_must_name_somebody() throws Exception {
        assertThat(withToken("good").at("/by").asText()).isEqualTo("robot@example.test");
        assertThat(withToken("unknown").at("/error/code").asInt()).isEqualTo(401);
        assertThat(withToken("expired").at("/error/message").asText()).isEqualTo("expired");
    }

    @Test
    void a_handlers_surprise_is_an_internal_error_without_its_text() throws Exception {
        JsonNode error = send("GET", "/v1/broken", "");
        assertThat(error.at("/error/code").asInt()).isEqualTo(500);
        assertThat(error.toString()).doesNotContain("on purpose");
    }

    @Test
    void a_browser_may_not_write_for_a_page_of_another_site() throws Exception {
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(from(site).at("/error/status").asText()).as(site).isEqualTo("PERMISSION_DENIED");
        }
        for (String site : List.of("same-origin", "none")) {
            assertThat(from(site).at("/by").asText()).as(site).isEqualTo(Call.OWNER);
        }
    }

    @Test
    void a_browser_that_calls_an_address_tells_the_origin_alone() throws Exception {
        String own = "http://127.0.0.1:" + server.port();
        for (String origin : List.of("null", "https://evil.example", "http://127.0.0.1:1", own + "0")) {
            JsonNode answer = send(HttpRequest.newBuilder(uri("/v1/things/x:poke"))
                    .header("Origin", origin)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            assertThat(answer.at("/error/status").asText()).as(origin).isEqualTo("PERMISSION_DENIED");
        }
        JsonNode answer = send(HttpRequest.newBuilder(uri("/v1/things/x:poke"))
                .header("Origin", own)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(answer.at("/by").asText()).isEqualTo(Call.OWNER);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1,                  200",
        "172.18.0.1,                   200",
        "[::1]:1,                      200",
        "localhost:1,                  200",
        "LOCALHOST,                    200",
        "run.localhost,                200",
        "rebound.example,              403",
        "rebound.example:8787,         403",
        "127.0.0.1.rebound.example,    403",
        "localhost.rebound.example,    403",
        "dead.beef,                    403",
        "cloud,                        200",
        "cloud.test:8787,              200",
        "host.docker.internal,         200",
    })
    void a_name_that_anybody_may_have_resolve_to_this_machine_is_not_its_own(String host, int status)
            throws IOException {
        for (String method : List.of("GET", "POST")) {
            String path = method.equals("GET") ? "/v1/things/x" : "/v1/things/x:poke";
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                String head = method + " " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(host).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    private static JsonNode from(String site) throws Exception {
        return send(HttpRequest.newBuilder(uri("/v1/things/x:poke"))
                .header("Sec-Fetch-Site", site)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    @Test
    void what_the_server_itself_refuses_is_refused_in_json_and_the_connection_ends() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /../x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("Connection: close", "\"status\":\"INVALID_ARGUMENT\"");
        }
    }

    @Test
    void an_api_that_is_not_open_yet_is_unavailable_for_what_it_knows_and_what_not() throws Exception {
        Api api = new Api().on("GET", "/v1/known", call -> Reply.json(Json.object()));
        api.close();
        try (ApiServer starting = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty())) {
            for (String path : List.of("/v1/known", "/v1/unknown", "/")) {
                URI uri = URI.create("http://127.0.0.1:" + starting.port() + path);
                JsonNode error = send(HttpRequest.newBuilder(uri).build());
                assertThat(error.at("/error/status").asText()).as(path).isEqualTo("UNAVAILABLE");
                api.open();
                assertThat(send(HttpRequest.newBuilder(uri).build())
                                .at("/error/status")
                                .asText())
                        .as(path)
                        .isNotEqualTo("UNAVAILABLE");
                api.close();
            }
        }
    }

    private static JsonNode withToken(String token) throws Exception {
        return send(HttpRequest.newBuilder(uri("/v1/things/x:poke"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private static JsonNode send(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode send(HttpRequest request) throws Exception {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode node = Json.MAPPER.readTree(response.body());
        if (response.statusCode() >= 400) {
            assertThat(node.at("/error/code").asInt()).isEqualTo(response.statusCode());
        }
        return node;
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
