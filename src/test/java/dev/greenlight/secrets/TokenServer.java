package dev.greenlight.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * GitHub's OIDC end point, the Security Token Service and the IAM Credentials API on loopback. What each gives lives a while and is refused
 * afterwards; GitHub's own is taken once.
 */
public final class TokenServer implements AutoCloseable {
    /** What GitHub gives to one job. */
    private static final String JOB = "request-token";

    private static final String PROVIDER = "projects/12/locations/global/workloadIdentityPools/github/providers/acme";
    private static final String ACCOUNT = "deployer@acme.iam.gserviceaccount.com";
    private static final Duration GITHUBS = Duration.ofMinutes(5);
    private static final Duration ID_TOKENS = Duration.ofHours(1);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final InstantSource clock;
    private final Duration life;
    private final Map<String, Instant> alive = new ConcurrentHashMap<>();
    private final Map<String, Integer> given = new ConcurrentHashMap<>();

    /** @param life of an access token */
    public TokenServer(InstantSource clock, Duration life) throws IOException {
        this.clock = clock;
        this.life = life;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String account = "/v1/projects/-/serviceAccounts/" + ACCOUNT;
        server.createContext(
                "/oidc", exchange -> give(exchange, bearer(exchange).equals(JOB), "value", "github", GITHUBS));
        server.createContext("/v1/token", exchange -> {
            JsonNode asked = MAPPER.readTree(exchange.getRequestBody());
            String github = asked.path("subjectToken").asText();
            boolean right = asked.path("audience").asText().endsWith(PROVIDER) && lives(github);
            alive.remove(github);
            give(exchange, right, "access_token", "run", life);
        });
        server.createContext(
                account + ":generateAccessToken",
                exchange -> give(exchange, is("run", exchange), "accessToken", "account", life));
        server.createContext(
                account + ":generateIdToken",
                exchange -> give(exchange, is("account", exchange), "token", "id", ID_TOKENS));
        server.start();
    }

    private void give(HttpExchange exchange, boolean right, String field, String kind, Duration time)
            throws IOException {
        String token = kind + "-" + given.merge(kind, right ? 1 : 0, Integer::sum);
        Instant end = clock.instant().plus(time);
        if (right) {
            alive.put(token, end);
        }
        byte[] body = (right ? "{\"" + field + "\":\"" + token + "\",\"expireTime\":\"" + end + "\"}" : "{}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean is(String kind, HttpExchange exchange) {
        return bearer(exchange).startsWith(kind + "-") && lives(bearer(exchange));
    }

    private static String bearer(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("")
                .replaceFirst("Bearer ", "");
    }

    /** Whether an API would take it now. */
    public boolean lives(String token) {
        return alive.getOrDefault(token, Instant.MIN).isAfter(clock.instant());
    }

    /** How many tokens of that kind were given: {@code github}, {@code run}, {@code account} or {@code id}. */
    public int given(String kind) {
        return given.getOrDefault(kind, 0);
    }

    /** What a job that may ask signs in with. */
    public CloudAccess access() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new CloudAccess(
                Optional.of(address),
                Optional.empty(),
                Optional.of(new WorkloadIdentity(
                        PROVIDER, ACCOUNT, address.resolve("/oidc?api-version=2"), Secret.of(JOB))));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
