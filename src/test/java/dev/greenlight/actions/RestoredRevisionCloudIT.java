package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Workload;
import dev.greenlight.report.Report;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What serves after a rollback is what served before: in the API's words and in the application's own. */
class RestoredRevisionCloudIT extends DoorsOnTheCloud {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] OTHER_MANIFEST = new String(MANIFEST, StandardCharsets.UTF_8)
            .replace("c".repeat(64), "d".repeat(64))
            .getBytes(StandardCharsets.UTF_8);

    private final HttpClient client = HttpClient.newHttpClient();
    private String plain = "";

    @BeforeEach
    void a_secret_and_another_image() throws Exception {
        registry.createContext("/v2/dreams/images/backend/manifests/" + otherDigest(), exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
            exchange.getResponseHeaders().add("Docker-Content-Digest", otherDigest());
            exchange.sendResponseHeaders(200, OTHER_MANIFEST.length);
            exchange.getResponseBody().write(OTHER_MANIFEST);
            exchange.close();
        });
        plain = Files.readString(workspace.resolve("greenlight.yml"));
        call("POST", "/v1/projects/dreams/secrets?secretId=settings", "{\"replication\":{\"automatic\":{}}}");
    }

    private static String otherDigest() {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(OTHER_MANIFEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It says all that it was given. */
    @Override
    Handler application(Workload workload) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                ObjectNode said = MAPPER.createObjectNode()
                        .put("revision", workload.key().name())
                        .put("image", workload.image())
                        .put("plain", workload.environment().get("PLAIN"))
                        .put("secret", workload.environment().get("SECRET"))
                        .put("memory", workload.memoryBytes());
                response.write(true, ByteBuffer.wrap(said.toString().getBytes(StandardCharsets.UTF_8)), callback);
                return true;
            }
        };
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        URI address = path.startsWith("http") ? URI.create(path) : URI.create(cloud.apiUrl() + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private static String path(String rest) {
        return "/v2/projects/dreams/locations/europe-west1/services/dreams-backend" + rest;
    }

    /** Somebody gives the service more memory by hand. */
    private void memory(String limit) throws IOException, InterruptedException {
        ObjectNode service = (ObjectNode) call("GET", path(""), "");
        ObjectNode template = (ObjectNode) service.path("template");
        template.remove("revision");
        ((ObjectNode) template.at("/containers/0"))
                .putObject("resources")
                .putObject("limits")
                .put("memory", limit);
        call(
                "PATCH",
                path("?updateMask=template"),
                MAPPER.createObjectNode().set("template", template).toString());
        Await.until(
                "the service to have " + limit,
                () -> !call("GET", path(""), "").path("reconciling").asBoolean());
    }

    private Report release(String version, String digest, String value, String secret) throws Exception {
        String data = java.util.Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        call("POST", "/v1/projects/dreams/secrets/settings:addVersion", "{\"payload\":{\"data\":\"" + data + "\"}}");
        Files.writeString(
                workspace.resolve("greenlight.yml"),
                plain.replace(
                        "name: dreams-backend",
                        "name: dreams-backend\n        env: { PLAIN: " + value
                                + " }\n        secrets: { SECRET: settings }"));
        Report report = deploy(version, digest);
        assertThat(report.outputs()).as(progress.toString()).containsEntry("outcome", "released");
        return report;
    }

    /** The container of the revision as the API describes it: image, variables, secrets' versions, resources. */
    private JsonNode container(Report report) throws IOException, InterruptedException {
        return call("GET", path("/revisions/" + report.outputs().get("revision")), "")
                .at("/containers/0");
    }

    @Test
    void image_variables_secret_versions_and_resources_are_those_of_before() throws Exception {
        Report first = release("v1", digest(), "one", "first secret");
        String url = first.outputs().get("url") + "/version";
        JsonNode answered = call("GET", url, "");
        JsonNode described = container(first);
        assertThat(answered.path("image").asText()).endsWith("/backend@" + digest());
        assertThat(answered.path("plain").asText()).isEqualTo("one");
        assertThat(answered.path("secret").asText()).isEqualTo("first secret");
        assertThat(described.toString()).contains("\"version\":\"1\"");

        memory("1Gi");
        Report second = release("v2", otherDigest(), "two", "second secret");
        JsonNode between = call("GET", url, "");
        for (String part : new String[] {"revision", "image", "plain", "secret", "memory"}) {
            assertThat(between.path(part)).as(part).isNotEqualTo(answered.path(part));
        }
        assertThat(container(second).toString()).contains("\"version\":\"2\"", "1Gi", otherDigest());

        Report back = roll(Map.of());

        assertThat(back.outputs())
                .containsEntry("outcome", "rolled-back")
                .containsEntry("revision", String.valueOf(first.outputs().get("revision")));
        assertThat(call("GET", url, "")).isEqualTo(answered);
        assertThat(container(back)).isEqualTo(described);
    }
}
