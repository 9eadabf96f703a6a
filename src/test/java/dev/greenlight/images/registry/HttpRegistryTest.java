package dev.greenlight.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenlight.images.ImageName;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on this machine's loopback that answers as registries do. */
class HttpRegistryTest {
    private static final String MANIFEST = "{\"config\":{\"digest\":\"sha256:" + "c0".repeat(32) + "\"}}";
    private static final ImageName NAME = new ImageName("registry.example", "p/r/backend");

    private HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void a_server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void ends() {
        server.stop(0);
    }

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void behaves(Behaviour behaviour) {
        server.createContext("/v2/p/r/backend/manifests/v1", exchange -> {
            calls.incrementAndGet();
            behaviour.answer(exchange);
            exchange.close();
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Optional<Manifest> ask(Optional<Login> login) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpRegistry(endpoint, login, Duration.ofMillis(1)).manifest(NAME, "v1");
    }

    @Test
    void a_manifest_is_given() {
        behaves(exchange -> answer(exchange, 200, MANIFEST));
        assertThat(ask(Optional.empty()))
                .hasValueSatisfying(manifest -> assertThat(manifest.config()).isPresent());
    }

    @Test
    void what_is_not_there_is_empty() {
        assertThat(ask(Optional.empty())).isEmpty();
    }

    @Test
    void bytes_that_are_not_what_the_registry_says_are_refused() {
        behaves(exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:" + "00".repeat(32));
            answer(exchange, 200, MANIFEST);
        });
        assertThatThrownBy(() -> ask(Optional.empty()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("not the sha256:00");
    }

    @Test
    void garbage_is_refused() {
        behaves(exchange -> answer(exchange, 200, "<html>welcome</html>"));
        assertThatThrownBy(() -> ask(Optional.empty())).hasMessageContaining("not an image's manifest");
    }

    @Test
    void a_refusal_is_told_and_not_repeated() {
        behaves(exchange -> answer(exchange, 403, "{}"));
        assertThatThrownBy(() -> ask(Optional.empty()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("status 403");
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_failing_registry_gets_three_chances() {
        behaves(exchange -> answer(exchange, calls.get() < 3 ? 503 : 200, MANIFEST));
        assertThat(ask(Optional.empty())).isPresent();
        assertThat(calls).hasValue(3);
    }

    @Test
    void one_that_keeps_failing_is_told() {
        behaves(exchange -> answer(exchange, 500, ""));
        assertThatThrownBy(() -> ask(Optional.empty())).hasMessageContaining("status 500");
        server.stop(0);
        assertThatThrownBy(() -> ask(Optional.empty())).hasMessageContaining("could not be reached");
    }

    @Test
    void a_login_is_given_when_it_is_asked_for() {
        behaves(exchange -> {
            boolean known = "Basic dTpw".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            answer(exchange, known ? 200 : 401, MANIFEST);
        });
        assertThat(ask(Optional.of(new Login("u", Secret.of("p"))))).isPresent();
        assertThatThrownBy(() -> ask(Optional.empty())).hasMessageContaining("status 401");
    }

    @Test
    void a_login_is_exchanged_for_a_token_where_the_registry_wants_one() {
        server.createContext("/token", exchange -> {
            boolean known = "Basic dTpw".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && exchange.getRequestURI().getQuery().contains("scope=repository:p/r/backend:pull");
            answer(exchange, known ? 200 : 401, "{\"token\":\"t0ken\"}");
            exchange.close();
        });
        behaves(exchange -> {
            boolean known = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer realm=\"http://127.0.0.1:"
                                    + server.getAddress().getPort()
                                    + "/token\",service=\"r\",scope=\"repository:p/r/backend:pull\"");
            answer(exchange, known ? 200 : 401, MANIFEST);
        });
        assertThat(ask(Optional.of(new Login("u", Secret.of("p"))))).isPresent();
    }
}
