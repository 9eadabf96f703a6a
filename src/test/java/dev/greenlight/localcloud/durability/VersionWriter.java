package dev.greenlight.localcloud.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Adds versions to a secret. */
final class VersionWriter extends Writer {
    private static final String SECRETS = "/v1/projects/demo/secrets";
    private final List<String> acknowledged = new ArrayList<>();
    private int checked;

    @Override
    void begin(KilledServer server) {
        ObjectNode body = Json.object();
        body.putObject("replication").putObject("automatic");
        assertThat(server.call("POST", SECRETS + "?secretId=kept", body).status())
                .isEqualTo(200);
    }

    @Override
    void write(KilledServer server, int number) {
        ObjectNode body = Json.object();
        body.putObject("payload").put("data", data(number));
        KilledServer.Answer answer = server.call("POST", SECRETS + "/kept:addVersion", body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        acknowledged.add(answer.text("/name") + " " + data(number));
    }

    private static String data(int number) {
        return Base64.getEncoder()
                .encodeToString(
                        ("value " + number + " ").repeat(1 + number % 50).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void check(KilledServer server) {
        for (String each : acknowledged.subList(checked, acknowledged.size())) {
            String[] version = each.split(" ");
            assertThat(server.get("/v1/" + version[0] + ":access").text("/payload/data"))
                    .isEqualTo(version[1]);
        }
        checked = acknowledged.size();
        JsonNode newest = server.get(SECRETS + "/kept/versions?pageSize=1").json();
        if (checked > 0) {
            KilledServer.Answer latest = server.get(SECRETS + "/kept/versions/latest:access");
            assertThat(latest.status()).as("%s", latest).isEqualTo(200);
            assertThat(latest.text("/name"))
                    .isEqualTo(newest.at("/versions/0/name").asText());
            assertThat(newest.path("totalSize").asInt()).isGreaterThanOrEqualTo(checked);
        }
    }
}
