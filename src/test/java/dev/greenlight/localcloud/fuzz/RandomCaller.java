package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.run.v2.Service;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One caller with a project of its own: a random call, then what must hold after it. */
final class RandomCaller implements AutoCloseable {
    private static final List<String> PLACES = List.of("here", "there");

    private final Dice dice;
    private final KeepAlive api;
    private final String project;
    private final RandomServices services;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> etags = new HashSet<>();
    private final List<String> tokens = new ArrayList<>();
    private final Races races;

    RandomCaller(int port, String project, long seed) throws IOException {
        dice = new Dice(seed);
        api = new KeepAlive(port);
        this.project = project;
        services = new RandomServices(dice);
        races = new Races(port);
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    void calls(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            step(i);
        }
    }

    private void step(int number) throws Exception {
        String place = dice.pick(PLACES);
        String run = "/v2/projects/" + project + "/locations/" + place;
        int die = dice.below(1000);
        if (die < 450) {
            service(number, run);
        } else if (die < 560) {
            job(number, run);
        } else if (die < 730) {
            secret(number);
        } else if (die < 800) {
            repository(number, place);
        } else if (die < 850) {
            other(number, run);
        } else if (die < 875) {
            pages(number, run, place);
        } else if (die < 878) {
            race(run);
        } else {
            garbage(number, run, place);
        }
    }

    private Answer call(int number, String method, String path, String body) throws IOException {
        Answer answer = api.call(method, path, body);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 500) {
            throw new AssertionError("call " + number + ": " + method + " " + path + " "
                    + body.substring(0, Math.min(300, body.length())) + " -> " + answer);
        }
        // OAuth has an error form of its own.
        boolean oauth = path.startsWith("/token") && answer.json().path("error").isTextual();
        if (!answer.good() && !oauth) {
            assertThat(answer.json().at("/error/code").asInt())
                    .as("%s %s", method, path)
                    .isEqualTo(answer.status());
        }
        return answer;
    }

    private void service(int number, String run) throws IOException {
        String id = dice.pick(List.of("a", "b", "c"));
        String path = run + "/services/" + id;
        int die = dice.below(100);
        String dry = dice.oneIn(10) ? "&validateOnly=true" : "";
        if (die < 15) {
            written(call(number, "POST", run + "/services?serviceId=" + id + dry, services.wish(id, true)), dry);
        } else if (die < 60) {
            String mask = dice.pick(RandomServices.MASKS);
            String wish = services.wish(id, !mask.equals("traffic"));
            Answer answer = call(number, "PATCH", path + "?updateMask=" + mask + dry, wish);
            written(answer, dry);
            if (answer.good() && dry.isEmpty() && dice.oneIn(2)) {
                finished(number, answer);
            }
        } else if (die < 64) {
            String etag = dice.oneIn(2) ? Dice.encoded(services.etag(path)) : "";
            written(call(number, "DELETE", path + "?etag=" + etag + dry, ""), dry);
        } else if (die < 74) {
            policy(number, path);
        } else if (die < 82) {
            call(number, "DELETE", path + "/revisions/" + services.revision(id), "");
        } else {
            call(number, "GET", dice.pick(List.of(path, path + "/revisions", run + "/services?pageSize=1")), "");
            return;
        }
        check(number, path, id);
    }

    private void written(Answer answer, String dry) {
        JsonNode etag = answer.json().at("/metadata/etag");
        if (answer.good() && dry.isEmpty()) {
            assertThat(etags.add(etag.asText()))
                    .as("a write makes a new etag: %s", answer)
                    .isTrue();
        }
    }

    private Answer finished(int number, Answer operation) throws IOException {
        Answer done = call(number, "POST", "/v2/" + operation.text("/name") + ":wait", "{\"timeout\":\"20s\"}");
        assertThat(done.json().path("done").asBoolean()).as("%s", done).isTrue();
        return done;
    }

    private void policy(int number, String path) throws IOException {
        String member = dice.oneIn(2) ? "allUsers" : "user:x@example.test";
        String etag = call(number, "GET", path + ":getIamPolicy", "").text("/etag");
        String body = "{\"policy\":{\"etag\":\"" + (dice.oneIn(4) ? "c3RhbGU=" : etag)
                + "\",\"bindings\":[{\"role\":\"roles/run.invoker\",\"members\":[\"" + member + "\"]}]}}";
        Answer answer = call(number, "POST", path + ":setIamPolicy", body);
        if (answer.good()) {
            assertThat(etags.add(answer.text("/etag"))).as("%s", answer).isTrue();
        }
    }

    private void check(int number, String path, String id) throws IOException {
        Answer answer = call(number, "GET", path, "");
        if (!answer.good()) {
            services.gone(path, id);
            return;
        }
        services.saw(path, answer.json());
        int sum = 0;
        for (JsonNode status : answer.json().path("trafficStatuses")) {
            sum += status.path("percent").asInt();
        }
        assertThat(sum).as("%d: %s", number, answer).isIn(0, 100);
        if (dice.oneIn(8)) {
            parsed(answer);
            named(number, path, answer);
        }
    }

    private static void parsed(Answer answer) throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(answer.json().toString(), Service.newBuilder());
    }

    /** Statuses name revisions that exist, unless the service was changed or deleted in the meantime. */
    private void named(int number, String path, Answer service) throws IOException {
        for (JsonNode status : service.json().path("trafficStatuses")) {
            String revision = status.path("revision").asText();
            if (!revision.isEmpty()
                    && !call(number, "GET", path + "/revisions/" + revision, "").good()) {
                Answer again = call(number, "GET", path, "");
                assertThat(again.json().path("trafficStatuses"))
                        .as("%d: %s of %s is missing", number, revision, path)
                        .isNotEqualTo(service.json().path("trafficStatuses"));
            }
        }
    }

    private void job(int number, String run) throws IOException {
        String id = dice.pick(List.of("j", "k"));
        String path = run + "/jobs/" + id;
        String image = dice.pick(List.of("app:1", "fail", "missing"));
        String body = "{\"template\":{\"taskCount\":" + (1 + dice.below(2)) + ",\"template\":{\"maxRetries\":0,"
                + "\"containers\":[{\"image\":\"" + image + "\"}]}},\"labels\":{\"n\":\"" + number + "\"}}";
        Answer answer = switch (dice.below(8)) {
            case 0, 1 -> call(number, "POST", run + "/jobs?jobId=" + id, body);
            case 2 -> call(number, "PATCH", path, body);
            case 3 -> call(number, "DELETE", path, "");
            case 4 -> call(number, "POST", path + ":run", "{\"overrides\":{\"taskCount\":" + dice.below(3) + "}}");
            case 5 -> call(number, "GET", path + "/executions?pageSize=3", "");
            default -> call(number, "GET", dice.pick(List.of(path, run + "/jobs")), "");
        };
        JsonNode execution = answer.json().at("/executions/0/name");
        if (execution.isTextual()) {
            String verb = dice.pick(List.of("", "/tasks", ":cancel"));
            call(number, verb.equals(":cancel") ? "POST" : "GET", "/v2/" + execution.asText() + verb, "");
            if (dice.oneIn(2)) {
                call(number, "DELETE", "/v2/" + execution.asText(), "");
            }
        }
    }

    private void secret(int number) throws IOException {
        String secrets = "/v1/projects/" + project + "/secrets";
        String path = secrets + "/" + dice.pick(List.of("s", "t", "u"));
        String id = path.substring(path.lastIndexOf('/') + 1);
        String version = path + "/versions/" + dice.pick(List.of("latest", "1", "2", "3", "9"));
        switch (dice.below(12)) {
            case 0, 1 -> call(number, "POST", secrets + "?secretId=" + id, "{\"replication\":{\"automatic\":{}}}");
            case 2 -> {
                String body = "{\"labels\":{\"n\":\"" + number + "\"}}";
                Answer answer = call(number, "PATCH", path + "?updateMask=labels", body);
                assertThat(!answer.good() || etags.add(path + answer.text("/etag")))
                        .as("%s", answer)
                        .isTrue();
            }
            case 3, 4, 5 -> added(number, path);
            case 6 -> call(number, "POST", version + ":" + dice.pick(List.of("enable", "disable", "destroy")), "{}");
            case 7 -> policy(number, path);
            case 8 -> call(number, "DELETE", dice.oneIn(2) ? path : path + "?etag=stale", "");
            default ->
                call(
                        number,
                        "GET",
                        dice.pick(List.of(path, version, version + ":access", path + "/versions", secrets)),
                        "");
        }
    }

    private void added(int number, String path) throws IOException {
        String data = java.util.Base64.getEncoder().encodeToString(("value " + number).getBytes());
        Answer answer = call(number, "POST", path + ":addVersion", "{\"payload\":{\"data\":\"" + data + "\"}}");
        if (answer.good()) {
            Answer read = call(number, "GET", path + "/versions/latest:access", "");
            assertThat(read.text("/name")).isEqualTo(answer.text("/name"));
            assertThat(read.text("/payload/data")).isEqualTo(data);
        }
    }

    private void repository(int number, String place) throws IOException {
        String all = "/v1/projects/" + project + "/locations/" + place + "/repositories";
        String id = dice.pick(List.of("r", "q"));
        String path = all + "/" + id;
        String body = "{\"format\":\"DOCKER\",\"description\":\"n " + number + "\"}";
        Answer answer = switch (dice.below(6)) {
            case 0 -> call(number, "POST", all + "?repositoryId=" + id, body);
            case 1 -> call(number, "PATCH", path + "?updateMask=description", "{\"description\":\"n " + number + "\"}");
            case 2 -> call(number, "DELETE", path, "");
            default -> call(number, "GET", dice.pick(List.of(path, all, path + "/dockerImages")), "");
        };
        if (answer.text("/name").contains("/operations/")) {
            assertThat(call(number, "GET", "/v1/" + answer.text("/name"), "")
                            .json()
                            .path("done")
                            .asBoolean())
                    .isTrue();
        }
    }

    private void other(int number, String run) throws IOException {
        String interval = "interval.startTime=2026-01-01T00:00:00Z&interval.endTime=2027-01-01T00:00:00Z";
        String filter = Dice.encoded("metric.type=\"run.googleapis.com/request_count\"");
        switch (dice.below(4)) {
            case 0 ->
                call(number, "GET", "/v3/projects/" + project + "/timeSeries?" + interval + "&filter=" + filter, "");
            case 1 -> call(number, "POST", "/v2/entries:list", "{\"resourceNames\":[\"projects/" + project + "\"]}");
            case 2 -> assertThat(call(number, "GET", "/", "").status()).isEqualTo(200);
            default -> {
                Answer list = call(number, "GET", run + "/operations?pageSize=3", "");
                JsonNode name = list.json().at("/operations/0/name");
                if (name.isTextual()) {
                    call(number, dice.oneIn(4) ? "DELETE" : "GET", "/v2/" + name.asText(), "");
                }
            }
        }
    }

    /** A list by pages has each element once, and all of them when nobody else writes it. */
    private void pages(int number, String run, String place) throws IOException {
        String v1 = "/v1/projects/" + project;
        Map<String, String> lists = Map.of(
                run + "/services", "services",
                run.replaceFirst("[^/]*$", "-") + "/services", "services",
                run + "/jobs", "jobs",
                run + "/services/a/revisions", "revisions",
                v1 + "/secrets", "secrets",
                v1 + "/secrets/s/versions", "versions",
                v1 + "/locations/" + place + "/repositories", "repositories");
        String list = dice.pick(new ArrayList<>(new TreeMap<>(lists).keySet()));
        List<String> found = new ArrayList<>();
        int size = 1 + dice.below(4);
        String token = "";
        do {
            Answer page = call(number, "GET", list + "?pageSize=" + size + "&pageToken=" + token, "");
            page.json()
                    .path(lists.get(list))
                    .forEach(each -> found.add(each.path("name").asText()));
            token = page.text("/nextPageToken");
            if (!token.isEmpty()) {
                elsewhere(number, list, token);
            }
        } while (!token.isEmpty());
        assertThat(found).as(list).doesNotHaveDuplicates();
        if (list.startsWith("/v1/") || list.endsWith("/jobs")) {
            List<String> whole = new ArrayList<>();
            call(number, "GET", list + "?pageSize=1000", "")
                    .json()
                    .path(lists.get(list))
                    .forEach(each -> whole.add(each.path("name").asText()));
            assertThat(found).as(list).isEqualTo(whole);
        }
    }

    private void elsewhere(int number, String list, String token) throws IOException {
        tokens.add(list + " " + token);
        String[] other = dice.pick(tokens).split(" ");
        if (!other[0].equals(list)) {
            Answer refused = call(number, "GET", list + "?pageToken=" + other[1], "");
            assertThat(refused.status())
                    .as("a token of %s at %s", other[0], list)
                    .isEqualTo(400);
        }
    }

    private void race(String run) throws Exception {
        String id = dice.pick(List.of("a", "b", "c"));
        String body = "{\"template\":{\"containers\":[{\"image\":\"app:1\"}]}}";
        Answer made = call(-1, "PATCH", run + "/services/" + id + "?allowMissing=true&updateMask=template", body);
        if (made.good()) {
            Answer done = finished(-1, made);
            String seen = done.text("/response/etag");
            if (!seen.isEmpty()) {
                races.patches(run + "/services/" + id + "?updateMask=labels", seen, 409);
            }
        }
        String secrets = "/v1/projects/" + project + "/secrets";
        call(-1, "POST", secrets + "?secretId=raced", "{\"replication\":{\"automatic\":{}}}");
        // Secret Manager calls a stale etag a failed precondition.
        String etag = call(-1, "GET", secrets + "/raced", "").text("/etag");
        races.patches(secrets + "/raced?updateMask=labels", etag, 400);
    }

    private void garbage(int number, String run, String place) throws IOException {
        String v1 = "/v1/projects/" + project;
        String good = dice.pick(List.of(
                run + "/services/a",
                run + "/services",
                run + "/services/a/revisions/a-v1",
                run + "/jobs/j",
                run + "/jobs/j:run",
                run + "/operations/x:wait",
                run + "/services/a:setIamPolicy",
                run + "/services/a:testIamPermissions",
                v1 + "/secrets/s",
                v1 + "/secrets",
                v1 + "/secrets/s:addVersion",
                v1 + "/secrets/s/versions/1:disable",
                v1 + "/secrets/s:setIamPolicy",
                v1 + "/secrets/s:testIamPermissions",
                v1 + "/locations/" + place + "/repositories",
                v1 + "/locations/" + place + "/repositories/r",
                "/v2/entries:list",
                "/v3/projects/" + project + "/timeSeries",
                "/token"));
        boolean known = dice.oneIn(2);
        String path = (known ? good : Garbage.path(dice, good)) + (dice.oneIn(2) ? Garbage.query(dice) : "");
        call(number, Garbage.method(dice), path, dice.oneIn(3) ? "" : Garbage.body(dice));
    }

    /** Waits for all that is under way, then deletes what it made. */
    void leave() throws IOException {
        for (String place : PLACES) {
            String run = "/v2/projects/" + project + "/locations/" + place;
            for (JsonNode operation : call(-1, "GET", run + "/operations?pageSize=1000", "")
                    .json()
                    .path("operations")) {
                call(-1, "POST", "/v2/" + operation.path("name").asText() + ":wait", "{\"timeout\":\"20s\"}");
            }
            for (JsonNode service :
                    call(-1, "GET", run + "/services", "").json().path("services")) {
                Answer deleted =
                        call(-1, "DELETE", "/v2/" + service.path("name").asText(), "");
                if (deleted.good()) {
                    finished(-1, deleted);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
        races.close();
    }
}
