package dev.greenlight.localcloud.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.proxy.InvokerCheck.Admission;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String TOKEN_URI = "http://172.30.0.1:8787/token";
    private static final String SERVICE = "http://172.30.0.1:20001";

    @TempDir
    Path state;

    private ServiceAccount account;
    private Tokens tokens;
    private ApiServer server;

    /** Keys take a second to make. */
    private static final class SigningKeys {
        static final SigningKey SOME = SigningKey.generate();
    }

    @BeforeEach
    void start() {
        account = ServiceAccount.in(state, "dream-prod", TOKEN_URI);
        tokens = at(NOW);
        Api api = new Api();
        new TokenEndpoint(account, tokens).register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, tokens);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Tokens at(Instant now) {
        return Tokens.in(state, account, "http://172.30.0.1:8787", Clock.fixed(now, ZoneOffset.UTC));
    }

    private ObjectNode assertion() {
        return Json.object()
                .put("iss", account.email())
                .put("sub", account.email())
                .put("aud", TOKEN_URI)
                .put("iat", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 3600);
    }

    private JsonNode exchange(String assertion) throws IOException, InterruptedException {
        return post(
                "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                        + "&assertion=" + assertion);
    }

    private JsonNode post(String form) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/token"))
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return Json.MAPPER.readTree(answer.body());
        }
    }

    @Test
    void the_key_file_is_a_service_account_key_that_only_its_owner_reads() throws IOException {
        Path file = state.resolve("service-account.json");
        JsonNode json = Json.MAPPER.readTree(Files.readString(file));
        assertThat(json.path("type").asText()).isEqualTo("service_account");
        assertThat(json.path("client_email").asText()).isEqualTo("greenlight@dream-prod.iam.gserviceaccount.com");
        assertThat(json.path("token_uri").asText()).isEqualTo(TOKEN_URI);
        assertThat(json.path("private_key").asText()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_key_that_signs_tokens_is_made_with_the_first_and_only_its_owner_reads_it() throws Exception {
        exchange(Jwt.sign(account.key(), assertion().put("scope", "https://www.googleapis.com/auth/cloud-platform")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("token-key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_token_key_that_is_damaged_is_refused_at_the_start_and_not_at_the_first_call() throws IOException {
        Files.writeString(
                state.resolve("token-key.pem"), "-----BEGIN PRIVATE KEY-----\nabcd\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> at(NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an RSA private key");
    }

    @Test
    void a_second_start_keeps_the_key_and_follows_a_moved_token_address() throws IOException {
        ServiceAccount again = ServiceAccount.in(state, "other", "http://10.0.0.1:8787/token");
        assertThat(again.key().id()).isEqualTo(account.key().id());
        assertThat(again.email()).isEqualTo(account.email());
        assertThat(Files.readString(state.resolve("service-account.json"))).contains("http://10.0.0.1:8787/token");
    }

    @Test
    void an_assertion_with_a_scope_gives_an_access_token_that_names_the_caller() throws Exception {
        JsonNode answer = exchange(
                Jwt.sign(account.key(), assertion().put("scope", "https://www.googleapis.com/auth/cloud-platform")));
        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(tokens.caller(answer.path("access_token").asText())).contains(account.email());
        assertThat(tokens.check(answer.path("access_token").asText(), SERVICE)).isEqualTo(Admission.UNVERIFIED);
    }

    @Test
    void an_assertion_with_a_target_audience_gives_an_id_token_for_that_service_only() throws Exception {
        JsonNode answer = exchange(Jwt.sign(account.key(), assertion().put("target_audience", SERVICE)));
        String token = answer.path("id_token").asText();
        assertThat(tokens.check(token, SERVICE)).isEqualTo(Admission.ADMITTED);
        assertThat(tokens.check(token, "http://172.30.0.1:20002")).isEqualTo(Admission.FORBIDDEN);
        assertThat(Jwt.parse(token).orElseThrow().claim("email")).isEqualTo(account.email());
        assertThatThrownBy(() -> tokens.caller(token)).isInstanceOf(ApiError.class);
    }

    @Test
    void the_audience_that_googles_java_client_writes_is_accepted() throws Exception {
        ObjectNode claims =
                assertion().put("aud", "https://oauth2.googleapis.com/token").put("scope", "s");
        assertThat(exchange(Jwt.sign(account.key(), claims)).has("access_token"))
                .isTrue();
    }

    @Test
    void assertions_are_refused_in_googles_words() throws Exception {
        assertThat(refusal(assertion().put("aud", "http://elsewhere").put("scope", "s"), account.key()))
                .startsWith("Invalid JWT: Failed audience check");
        assertThat(refusal(assertion().put("scope", "s"), SigningKeys.SOME)).isEqualTo("Invalid JWT Signature.");
        assertThat(refusal(assertion().put("iss", "x@y").put("scope", "s"), account.key()))
                .isEqualTo("Invalid grant: account not found");
        assertThat(refusal(assertion().put("exp", NOW.getEpochSecond() - 60).put("scope", "s"), account.key()))
                .contains("short-lived token");
        assertThat(refusal(assertion().put("exp", NOW.getEpochSecond() + 7200).put("scope", "s"), account.key()))
                .contains("short-lived token");
        assertThat(refusal(assertion(), account.key())).isEqualTo("Invalid OAuth scope or ID token audience provided.");
        assertThat(exchange("junk").path("error").asText()).isEqualTo("invalid_grant");
        assertThat(post("grant_type=password").path("error").asText()).isEqualTo("unsupported_grant_type");
    }

    private String refusal(ObjectNode claims, SigningKey key) throws Exception {
        return exchange(Jwt.sign(key, claims)).path("error_description").asText();
    }

    @Test
    void a_self_signed_token_of_the_account_is_good_for_calls() {
        ObjectNode claims = assertion().put("aud", "https://run.googleapis.com/");
        assertThat(tokens.caller(Jwt.sign(account.key(), claims))).contains(account.email());
        assertThatThrownBy(() -> tokens.caller(Jwt.sign(SigningKeys.SOME, claims)))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("invalid authentication credentials");
        assertThat(tokens.check(Jwt.sign(account.key(), claims.put("aud", SERVICE)), SERVICE))
                .isEqualTo(Admission.UNVERIFIED);
    }

    @Test
    void tokens_outlive_a_restart_but_not_their_hour() {
        String access = tokens.accessToken("s");
        String id = tokens.idToken(SERVICE);
        Tokens later = at(NOW.plus(Duration.ofMinutes(59)));
        assertThat(later.caller(access)).isPresent();
        assertThat(later.check(id, SERVICE)).isEqualTo(Admission.ADMITTED);
        Tokens tooLate = at(NOW.plus(Duration.ofMinutes(61)));
        assertThatThrownBy(() -> tooLate.caller(access)).isInstanceOf(ApiError.class);
        assertThat(tooLate.check(id, SERVICE)).isEqualTo(Admission.UNVERIFIED);
    }

    @Test
    void a_token_without_a_signature_is_refused_whatever_it_says_of_itself() {
        String[] parts = tokens.idToken(SERVICE).split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.check(none + "." + parts[1] + ".", SERVICE)).isEqualTo(Admission.UNVERIFIED);
        assertThat(tokens.check("a.b.c", SERVICE)).isEqualTo(Admission.UNVERIFIED);
        assertThat(tokens.check("", SERVICE)).isEqualTo(Admission.UNVERIFIED);
    }

    @Test
    void the_published_key_verifies_the_tokens() {
        JsonNode key = tokens.keys().path("keys").path(0);
        assertThat(key.path("kid").asText())
                .isEqualTo(Jwt.parse(tokens.idToken("a"))
                        .orElseThrow()
                        .header()
                        .path("kid")
                        .asText());
        assertThat(key.path("e").asText()).isEqualTo("AQAB");
        assertThat(key.path("n").asText()).hasSize(342);
    }
}
