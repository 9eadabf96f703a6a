package dev.greenlight.localcloud.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.http.Api;
import dev.greenlight.localcloud.http.ApiError;
import dev.greenlight.localcloud.http.ApiServer;
import dev.greenlight.localcloud.http.Json;
import dev.greenlight.localcloud.messages.Transcoding;
import dev.greenlight.localcloud.state.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretManagerTest {
    private static final String SECRET = "/v1/projects/p/secrets/db";

    @TempDir
    Path state;

    private final HttpClient client = HttpClient.newHttpClient();
    private Store store;
    private SecretManager manager;
    private ApiServer server;

    @BeforeEach
    void start() {
        store = Store.open(state.resolve("documents"));
        manager = new SecretManager(store, state.resolve("secrets"));
        Api api = new Api(new Transcoding());
        manager.register(api);
        server = ApiServer.start(List.of("127.0.0.1"), 0, api, token -> Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
        client.close();
    }

    private JsonNode call(String method, String target, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Json.MAPPER.readTree(answer.body());
    }

    private JsonNode create() throws IOException, InterruptedException {
        return call("POST", "/v1/projects/p/secrets?secretId=db", "{\"replication\":{\"automatic\":{}}}");
    }

    private JsonNode add(String value) throws IOException, InterruptedException {
        String data = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
        return call("POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"" + data + "\"}}");
    }

    private static String status(JsonNode answer) {
        return answer.path("error").path("status").asText();
    }

    @Test
    void a_version_is_read_by_number_alias_and_as_the_latest() throws Exception {
        create();
        add("one");
        add("two");
        assertThat(manager.access("p", "db", "1")).asString().isEqualTo("one");
        assertThat(manager.access("p", "db", "latest")).asString().isEqualTo("two");
        call("PATCH", SECRET + "?updateMask=version_aliases", "{\"versionAliases\":{\"good\":\"1\"}}");
        assertThat(manager.access("p", "db", "good")).asString().isEqualTo("one");
        assertThatThrownBy(() -> manager.access("p", "db", "3"))
                .isInstanceOf(ApiError.class)
                .hasMessage("Secret Version [projects/p/secrets/db/versions/3] not found.");
    }

    @Test
    void the_latest_is_the_newest_even_when_it_cannot_be_read() throws Exception {
        create();
        assertThatThrownBy(() -> manager.access("p", "db", "latest")).hasMessageContaining("has no versions");
        add("one");
        add("two");
        call("POST", SECRET + "/versions/2:disable", "{}");
        JsonNode answer = call("GET", SECRET + "/versions/latest:access", "");
        assertThat(status(answer)).isEqualTo("FAILED_PRECONDITION");
        assertThat(answer.path("error").path("message").asText())
                .isEqualTo("Secret Version [projects/p/secrets/db/versions/2] is in DISABLED state.");
        call("POST", SECRET + "/versions/2:enable", "{}");
        assertThat(manager.access("p", "db", "latest")).asString().isEqualTo("two");
    }

    @Test
    void a_destroyed_version_is_gone_for_good() throws Exception {
        create();
        add("one");
        Path file = state.resolve("secrets/p/db/1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(call("POST", SECRET + "/versions/1:destroy", "{}")
                        .path("state")
                        .asText())
                .isEqualTo("DESTROYED");
        assertThat(file).doesNotExist();
        assertThat(status(call("POST", SECRET + "/versions/1:enable", "{}"))).isEqualTo("FAILED_PRECONDITION");
        assertThat(add("two").path("name").asText()).endsWith("/versions/2");
    }

    @Test
    void payloads_never_enter_the_documents() throws Exception {
        create();
        add("hunter2-hunter2");
        String data = Base64.getEncoder().encodeToString("hunter2-hunter2".getBytes(UTF_8));
        try (var files = Files.walk(state.resolve("documents"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("hunter2").doesNotContain(data);
            }
        }
    }

    @Test
    void secrets_outlive_a_restart() throws Exception {
        create();
        add("one");
        stopAndStart();
        assertThat(manager.access("p", "db", "1")).asString().isEqualTo("one");
        assertThat(add("two").path("name").asText()).endsWith("/versions/2");
    }

    private void stopAndStart() {
        server.close();
        store.close();
        start();
    }

    @Test
    void a_checksum_is_verified_and_given_back() throws Exception {
        create();
        long sum = Payloads.checksum("one".getBytes(UTF_8));
        JsonNode added = call(
                "POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"b25l\",\"dataCrc32c\":\"" + sum + "\"}}");
        assertThat(added.path("clientSpecifiedPayloadChecksum").asBoolean()).isTrue();
        assertThat(call("GET", SECRET + "/versions/1:access", "")
                        .path("payload")
                        .path("dataCrc32c")
                        .asText())
                .isEqualTo(Long.toString(sum));
        assertThat(status(
                        call("POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"b25l\",\"dataCrc32c\":\"1\"}}")))
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void an_etag_of_before_is_refused() throws Exception {
        String before = create().path("etag").asText().replace("\"", "\\\"");
        JsonNode labelled =
                call("PATCH", SECRET + "?updateMask=labels", "{\"labels\":{\"a\":\"b\"},\"etag\":\"" + before + "\"}");
        assertThat(labelled.path("labels").path("a").asText()).isEqualTo("b");
        assertThat(status(call("PATCH", SECRET + "?updateMask=labels", "{\"etag\":\"" + before + "\"}")))
                .isEqualTo("FAILED_PRECONDITION");
        assertThat(call("GET", SECRET, "").path("labels").path("a").asText()).isEqualTo("b");
    }

    @Test
    void bad_requests_are_refused_in_googles_words() throws Exception {
        create();
        assertThat(status(create())).isEqualTo("ALREADY_EXISTS");
        assertThat(status(call(
                        "POST", "/v1/projects/p/secrets?secretId=a%2F..%2Fb", "{\"replication\":{\"automatic\":{}}}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("POST", "/v1/projects/p/secrets?secretId=x", "{}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(call("POST", "/v1/projects/p/secrets?secretId=x", "{\"replicaton\":{}}")
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo(
                        "Invalid JSON payload received. Unknown name \"replicaton\" at 'secret': Cannot find field.");
        assertThat(status(call("POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"\"}}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"%\"}}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("PATCH", SECRET + "?updateMask=replication", "{}")))
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(status(call("GET", "/v1/projects/p/secrets/none/versions", "")))
                .isEqualTo("NOT_FOUND");
        assertThat(status(call(
                        "POST", SECRET + ":addVersion", "{\"payload\":{\"data\":\"" + "QUFB".repeat(22_000) + "\"}}")))
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void lists_come_in_pages_newest_version_first() throws Exception {
        create();
        for (int i = 0; i < 12; i++) {
            add("v" + i);
        }
        JsonNode first = call("GET", SECRET + "/versions?pageSize=5", "");
        assertThat(first.path("totalSize").asInt()).isEqualTo(12);
        assertThat(first.path("versions").path(0).path("name").asText()).endsWith("/versions/12");
        JsonNode second = call(
                "GET",
                SECRET + "/versions?pageSize=50&pageToken="
                        + first.path("nextPageToken").asText(),
                "");
        assertThat(second.path("versions")).hasSize(7);
        assertThat(second.has("nextPageToken")).isFalse();
        call("POST", SECRET + "/versions/3:disable", "{}");
        assertThat(call("GET", SECRET + "/versions?filter=state:DISABLED", "").path("versions"))
                .hasSize(1);
        assertThat(call("GET", "/v1/projects/p/secrets", "").path("secrets")).hasSize(1);
        assertThat(call("GET", "/v1/projects/q/secrets", "").path("totalSize").asInt())
                .isZero();
        assertThat(status(call("GET", SECRET + "/versions?filter=state:X%20OR%20state:Y", "")))
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void deleting_a_secret_removes_versions_and_payloads() throws Exception {
        create();
        add("one");
        assertThat(call("DELETE", SECRET, "")).isEmpty();
        assertThat(state.resolve("secrets/p/db/1")).doesNotExist();
        assertThat(status(call("GET", SECRET, ""))).isEqualTo("NOT_FOUND");
        create();
        assertThat(call("GET", SECRET + "/versions", "").path("totalSize").asInt())
                .isZero();
    }

    @Test
    void a_policy_is_kept_with_its_secret() throws Exception {
        create();
        String policy =
                "{\"policy\":{\"bindings\":[{\"role\":\"roles/secretmanager.secretAccessor\",\"members\":[\"user:a@b\"]}]}}";
        String etag =
                call("POST", SECRET + ":setIamPolicy", policy).path("etag").asText();
        JsonNode kept = call("GET", SECRET + ":getIamPolicy", "");
        assertThat(kept.path("etag").asText()).isEqualTo(etag);
        assertThat(kept.path("bindings").path(0).path("members").path(0).asText())
                .isEqualTo("user:a@b");
        assertThat(status(call("POST", SECRET + ":setIamPolicy", "{\"policy\":{\"etag\":\"AAAA\"}}")))
                .isEqualTo("ABORTED");
    }

    @Test
    void a_version_that_is_stored_is_answered_for_even_when_what_follows_it_fails() throws Exception {
        create();
        manager.onChange(() -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThat(add("one").path("name").asText()).endsWith("/versions/1");
        assertThat(call("GET", SECRET + "/versions/latest", "").path("state").asText())
                .isEqualTo("ENABLED");
    }
}
