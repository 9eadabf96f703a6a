package dev.greenlight.localcloud.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.run.v2.Service;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of calls that a seeded dice chose, good and bad ones, with what must hold after each of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomCallsTest {
    private static final int CALLS = 500;
    private static final List<String> IMAGES = List.of("app:1", "app:2", "app:3", "crash", "missing");

    @TempDir
    Path folder;

    private final Random random = new Random(20261124);
    private final Map<String, String> etags = new HashMap<>();
    private final Map<Integer, Integer> statuses = new HashMap<>();

    @Test
    void invariants_hold_after_every_call() throws Exception {
        try (TestCloud cloud = new TestCloud(folder)) {
            for (int i = 0; i < CALLS; i++) {
                String id = pick(List.of("a", "b", "c"));
                String said = step(cloud, id);
                statuses.merge(cloud.status(), 1, Integer::sum);
                assertThat(cloud.status()).as("call %d: %s", i, said).isLessThan(500);
                check(cloud, id, i + ": " + said);
            }
        }
        assertThat(statuses).as("the dice reach good and bad calls").containsKeys(200, 400, 404, 409);
        assertThat(statuses.get(200)).isGreaterThan(CALLS / 3);
    }

    private String step(TestCloud cloud, String id) {
        int dice = random.nextInt(100);
        String path = "/services/" + id;
        String body;
        ObjectNode answer;
        if (dice < 12) {
            body = wish(cloud, id, true, random.nextBoolean());
            answer = cloud.call("POST", "/services?serviceId=" + id + dryRun(), body);
        } else if (dice < 55) {
            String mask = pick(List.of("", "traffic", "template", "template,traffic", "labels", "template.containers"));
            body = wish(cloud, id, !mask.equals("traffic"), true);
            answer = cloud.call("PATCH", path + "?updateMask=" + mask + dryRun(), body);
            if (random.nextBoolean() && answer.has("name")) {
                cloud.wait(answer);
            }
        } else if (dice < 60) {
            body = "etag " + etags.get(id);
            String etag = URLEncoder.encode(etags.getOrDefault(id, "none"), StandardCharsets.UTF_8);
            answer = cloud.call("DELETE", path + "?etag=" + (random.nextInt(3) > 0 ? etag : "") + dryRun(), "");
        } else if (dice < 68) {
            String members = random.nextBoolean() ? "allUsers" : "user:x@example.test";
            body = "{\"policy\":{\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"" + members + "\"]}]}}";
            answer = cloud.call("POST", path + ":setIamPolicy", body);
        } else if (dice < 76) {
            List<String> revisions = revisions(cloud, id);
            body = revisions.isEmpty() ? "none" : pick(revisions);
            answer = cloud.call("DELETE", path + "/revisions/" + body, "");
        } else if (dice < 82) {
            body = pick(List.of("{", "[]", "{\"template\":7}", "{\"traffic\":[{\"percent\":\"x\"}]}", "{\"nope\":{}}"));
            answer = cloud.call("PATCH", path, body);
        } else {
            body = "";
            answer =
                    cloud.get(pick(List.of(path, path + "/revisions", "/services?pageSize=1", "/operations", "/jobs")));
        }
        return path + " " + body + " -> " + cloud.status() + " "
                + answer.path("error").path("message").asText();
    }

    private String wish(TestCloud cloud, String id, boolean template, boolean traffic) {
        List<String> parts = new ArrayList<>();
        if (template) {
            String name = random.nextInt(3) == 0 ? ",\"revision\":\"" + id + "-v" + random.nextInt(6) + "\"" : "";
            parts.add("\"template\":{\"containers\":[{\"image\":\"" + pick(IMAGES) + "\"}]" + name + "}");
        }
        if (traffic && random.nextInt(4) > 0) {
            parts.add("\"traffic\":" + traffic(revisions(cloud, id), id));
        }
        if (random.nextInt(4) == 0) {
            String etag = etags.getOrDefault(id, "");
            parts.add("\"etag\":\"" + (random.nextInt(4) == 0 ? "stale" : etag.replace("\"", "\\\"")) + "\"");
        }
        parts.add("\"labels\":{\"n\":\"" + random.nextInt(5) + "\"}");
        return "{" + String.join(",", parts) + "}";
    }

    private String traffic(List<String> revisions, String id) {
        int first = random.nextInt(10) == 0 ? 70 : 10 * random.nextInt(11);
        int second = random.nextInt(12) == 0 ? 50 : 100 - first;
        return "[" + target(revisions, id, first, "t" + random.nextInt(3)) + ","
                + target(revisions, id, second, random.nextBoolean() ? "" : "t" + random.nextInt(3)) + "]";
    }

    private String target(List<String> revisions, String id, int percent, String tag) {
        String tagged = tag.isEmpty() ? "" : ",\"tag\":\"" + tag + "\"";
        if (revisions.isEmpty() || random.nextInt(4) == 0) {
            return "{\"type\":1,\"percent\":" + percent + tagged + "}";
        }
        String revision = random.nextInt(15) == 0 ? id + "-nobody" : pick(revisions);
        return "{\"type\":2,\"revision\":\"" + revision + "\",\"percent\":" + percent + tagged + "}";
    }

    private void check(TestCloud cloud, String id, String said) throws InvalidProtocolBufferException {
        ObjectNode service = cloud.get("/services/" + id);
        if (service.has("error")) {
            etags.remove(id);
            return;
        }
        JsonFormat.parser().merge(service.toString(), Service.newBuilder());
        int sum = 0;
        for (JsonNode status : service.path("trafficStatuses")) {
            sum += status.path("percent").asInt();
        }
        assertThat(sum).as(said).isIn(0, 100);
        // Revisions are read after the service, so that one that was made or deleted meanwhile does no harm.
        Set<String> known = new HashSet<>(revisions(cloud, id));
        if (!service.has("deleteTime") && !cloud.get("/services/" + id).has("error")) {
            for (JsonNode status : service.path("trafficStatuses")) {
                if (status.has("revision") && sameTraffic(cloud, id, service)) {
                    assertThat(known).as(said).contains(status.path("revision").asText());
                }
            }
        }
        if (!service.path("reconciling").asBoolean()) {
            assertThat(service.path("generation")).as(said).isEqualTo(service.path("observedGeneration"));
        }
        etags.put(id, service.path("etag").asText());
    }

    private static boolean sameTraffic(TestCloud cloud, String id, ObjectNode service) {
        return cloud.get("/services/" + id).path("trafficStatuses").equals(service.path("trafficStatuses"));
    }

    @Test
    void every_write_changes_the_etag() {
        try (TestCloud cloud = new TestCloud(folder)) {
            cloud.create("web", "app:1");
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                cloud.done("PATCH", "/services/web?updateMask=labels", "{\"labels\":{\"n\":\"" + i % 2 + "\"}}");
                assertThat(seen.add(cloud.get("/services/web").path("etag").asText()))
                        .isTrue();
            }
        }
    }

    private static List<String> revisions(TestCloud cloud, String id) {
        List<String> names = new ArrayList<>();
        int status = cloud.status();
        cloud.get("/services/" + id + "/revisions")
                .path("revisions")
                .forEach(revision ->
                        names.add(ServiceName.last(revision.path("name").asText())));
        cloud.restoreStatus(status);
        return names;
    }

    private String dryRun() {
        return random.nextInt(8) == 0 ? "&validateOnly=true" : "";
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
