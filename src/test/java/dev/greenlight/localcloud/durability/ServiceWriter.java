package dev.greenlight.localcloud.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.http.Json;

/** Changes a service, sometimes by a new revision; big enough that the state's log is compacted again and again. */
final class ServiceWriter extends Writer {
    private static final String SERVICES = "/v2/projects/demo/locations/here/services";
    private static final String FILLING = "x".repeat(20_000);

    private final String id;
    private int acknowledged;
    private String operation = "";

    ServiceWriter(String id) {
        this.id = id;
    }

    @Override
    void begin(KilledServer server) {
        KilledServer.Answer made = server.call("POST", SERVICES + "?serviceId=" + id, wish(0));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
    }

    private static ObjectNode wish(int number) {
        ObjectNode service = Json.object();
        service.putObject("labels").put("n", Integer.toString(number));
        service.putObject("annotations").put("n", Integer.toString(number)).put("filling", FILLING);
        service.putObject("template").putArray("containers").addObject().put("image", "app:" + number / 5);
        return service;
    }

    @Override
    void write(KilledServer server, int number) {
        KilledServer.Answer answer = server.call(
                "PATCH", SERVICES + "/" + id + "?updateMask=labels,annotations,template.containers", wish(number));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        operation = answer.text("/name");
        acknowledged = number;
    }

    @Override
    void check(KilledServer server) {
        KilledServer.Answer service = server.get(SERVICES + "/" + id);
        int found = Integer.parseInt(service.text("/labels/n"));
        assertThat(found).as("the last acknowledged, or the one under way").isBetween(acknowledged, sequence());
        assertThat(service.text("/annotations/n")).isEqualTo(service.text("/labels/n"));
        assertThat(service.text("/template/containers/0/image")).isEqualTo("app:" + found / 5);
        assertThat(server.get("/v2/" + service.text("/latestCreatedRevision")).status())
                .isEqualTo(200);
        if (!operation.isEmpty()) {
            KilledServer.Answer done = server.call("POST", "/v2/" + operation + ":wait", Json.object());
            assertThat(done.json().path("done").asBoolean())
                    .as("%s", done.status())
                    .isTrue();
        }
        acknowledged = found;
    }
}
