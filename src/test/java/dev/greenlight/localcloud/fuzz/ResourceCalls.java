package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.List;

/** Random calls of jobs, secrets, repositories, operations, metrics and logs. */
final class ResourceCalls {
    private final Dice dice;
    private final CheckedCalls calls;
    private final String project;

    ResourceCalls(Dice dice, CheckedCalls calls, String project) {
        this.dice = dice;
        this.calls = calls;
        this.project = project;
    }

    void job(int number, String run) throws IOException {
        String id = dice.pick(List.of("j", "k"));
        String path = run + "/jobs/" + id;
        String image = dice.pick(List.of("app:1", "fail", "missing"));
        String body = "{\"template\":{\"taskCount\":" + (1 + dice.below(2)) + ",\"template\":{\"maxRetries\":0,"
                + "\"containers\":[{\"image\":\"" + image + "\"}]}},\"labels\":{\"n\":\"" + number + "\"}}";
        Answer answer = switch (dice.below(8)) {
            case 0, 1 -> kept(number, path, calls.call(number, "POST", run + "/jobs?jobId=" + id, body));
            case 2 -> kept(number, path, calls.call(number, "PATCH", path, body));
            case 3 -> gone(number, path, calls.call(number, "DELETE", path, ""));
            case 4 ->
                calls.call(number, "POST", path + ":run", "{\"overrides\":{\"taskCount\":" + dice.below(3) + "}}");
            case 5 -> calls.call(number, "GET", path + "/executions?pageSize=3", "");
            default -> calls.call(number, "GET", dice.pick(List.of(path, run + "/jobs")), "");
        };
        JsonNode execution = answer.json().at("/executions/0/name");
        if (execution.isTextual()) {
            String verb = dice.pick(List.of("", "/tasks", ":cancel"));
            calls.call(number, verb.equals(":cancel") ? "POST" : "GET", "/v2/" + execution.asText() + verb, "");
            if (dice.oneIn(2)) {
                calls.call(number, "DELETE", "/v2/" + execution.asText(), "");
            }
        }
    }

    /** Nobody else writes this job, but its executions begin and end. */
    private Answer kept(int number, String path, Answer written) throws IOException {
        if (written.good()) {
            Answer job = calls.call(number, "GET", path, "");
            assertThat(job.text("/labels/n")).as("%s", job).isEqualTo(Integer.toString(number));
        }
        return written;
    }

    private Answer gone(int number, String path, Answer deleted) throws IOException {
        if (deleted.good()) {
            assertThat(calls.call(number, "GET", path, "").status()).isEqualTo(404);
        }
        return deleted;
    }

    void secret(int number) throws IOException {
        String secrets = "/v1/projects/" + project + "/secrets";
        String path = secrets + "/" + dice.pick(List.of("s", "t", "u"));
        String id = path.substring(path.lastIndexOf('/') + 1);
        String version = path + "/versions/" + dice.pick(List.of("latest", "1", "2", "3", "9"));
        switch (dice.below(12)) {
            case 0, 1 ->
                calls.call(number, "POST", secrets + "?secretId=" + id, "{\"replication\":{\"automatic\":{}}}");
            case 2 -> {
                String body = "{\"labels\":{\"n\":\"" + number + "\"}}";
                Answer answer = calls.call(number, "PATCH", path + "?updateMask=labels", body);
                assertThat(!answer.good() || calls.isNew(path + answer.text("/etag")))
                        .as("%s", answer)
                        .isTrue();
            }
            case 3, 4, 5 -> added(number, path);
            case 6 ->
                calls.call(number, "POST", version + ":" + dice.pick(List.of("enable", "disable", "destroy")), "{}");
            case 7 -> calls.policy(number, path);
            case 8 -> calls.call(number, "DELETE", dice.oneIn(2) ? path : path + "?etag=stale", "");
            default ->
                calls.call(
                        number,
                        "GET",
                        dice.pick(List.of(path, version, version + ":access", path + "/versions", secrets)),
                        "");
        }
    }

    private void added(int number, String path) throws IOException {
        String data = java.util.Base64.getEncoder().encodeToString(("value " + number).getBytes());
        Answer answer = calls.call(number, "POST", path + ":addVersion", "{\"payload\":{\"data\":\"" + data + "\"}}");
        if (answer.good()) {
            Answer read = calls.call(number, "GET", path + "/versions/latest:access", "");
            assertThat(read.text("/name")).isEqualTo(answer.text("/name"));
            assertThat(read.text("/payload/data")).isEqualTo(data);
        }
    }

    void repository(int number, String place) throws IOException {
        String all = "/v1/projects/" + project + "/locations/" + place + "/repositories";
        String id = dice.pick(List.of("r", "q"));
        String path = all + "/" + id;
        String body = "{\"format\":\"DOCKER\",\"description\":\"n " + number + "\"}";
        Answer answer = switch (dice.below(6)) {
            case 0 -> calls.call(number, "POST", all + "?repositoryId=" + id, body);
            case 1 ->
                calls.call(number, "PATCH", path + "?updateMask=description", "{\"description\":\"n " + number + "\"}");
            case 2 -> calls.call(number, "DELETE", path, "");
            default -> calls.call(number, "GET", dice.pick(List.of(path, all, path + "/dockerImages")), "");
        };
        if (answer.text("/name").contains("/operations/")) {
            assertThat(calls.call(number, "GET", "/v1/" + answer.text("/name"), "")
                            .json()
                            .path("done")
                            .asBoolean())
                    .isTrue();
        }
    }

    void other(int number, String run) throws IOException {
        String interval = "interval.startTime=2026-01-01T00:00:00Z&interval.endTime=2027-01-01T00:00:00Z";
        String filter = Dice.encoded("metric.type=\"run.googleapis.com/request_count\"");
        switch (dice.below(4)) {
            case 0 ->
                calls.call(
                        number, "GET", "/v3/projects/" + project + "/timeSeries?" + interval + "&filter=" + filter, "");
            case 1 ->
                calls.call(number, "POST", "/v2/entries:list", "{\"resourceNames\":[\"projects/" + project + "\"]}");
            case 2 -> assertThat(calls.call(number, "GET", "/", "").status()).isEqualTo(200);
            default -> {
                Answer list = calls.call(number, "GET", run + "/operations?pageSize=3", "");
                JsonNode name = list.json().at("/operations/0/name");
                if (name.isTextual()) {
                    calls.call(number, dice.oneIn(4) ? "DELETE" : "GET", "/v2/" + name.asText(), "");
                }
            }
        }
    }
}
