package dev.greenlight.localcloud.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One caller with a project of its own: a random call, then what must hold after it. */
final class RandomCaller implements AutoCloseable {
    private static final List<String> PLACES = List.of("here", "there");
    private final Dice dice;
    private final CheckedCalls calls;
    private final String project;
    private final ServiceCalls services;
    private final ResourceCalls resources;
    private final ListCalls lists;
    private final Races races;
    private final boolean faulty;

    RandomCaller(int port, String project, long seed, boolean faulty) throws IOException {
        dice = new Dice(seed);
        this.faulty = faulty;
        calls = new CheckedCalls(dice, port, faulty);
        this.project = project;
        services = new ServiceCalls(dice, calls);
        resources = new ResourceCalls(dice, calls, project);
        lists = new ListCalls(dice, calls, project);
        races = new Races(port);
    }

    Map<Integer, Integer> statuses() {
        return calls.statuses();
    }

    int injected() {
        return calls.injected();
    }

    void calls(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try {
                step(i);
            } catch (AssertionError | IOException e) {
                throw new AssertionError(e.getMessage() + "; the last calls were\n  " + calls.history(), e);
            }
        }
    }

    private void step(int number) throws Exception {
        String place = dice.pick(PLACES);
        String run = "/v2/projects/" + project + "/locations/" + place;
        int die = dice.below(1000);
        if (die < 450) {
            services.service(number, run);
        } else if (die < 560) {
            resources.job(number, run);
        } else if (die < 730) {
            resources.secret(number);
        } else if (die < 800) {
            resources.repository(number, place);
        } else if (die < 850) {
            resources.other(number, run);
        } else if (die < 875) {
            lists.pages(number, run, place);
        } else if (die < 878 && !faulty) {
            race(run);
        } else {
            garbage(number, run, place);
        }
    }

    private void race(String run) throws Exception {
        String id = dice.pick(List.of("a", "b", "c"));
        String body = "{\"template\":{\"containers\":[{\"image\":\"app:1\"}]}}";
        Answer made = calls.call(-1, "PATCH", run + "/services/" + id + "?allowMissing=true&updateMask=template", body);
        if (made.good()) {
            Answer done = calls.finished(-1, made);
            String seen = done.text("/response/etag");
            if (!seen.isEmpty()) {
                races.patches(run + "/services/" + id + "?updateMask=labels", seen, 409);
            }
        }
        String secrets = "/v1/projects/" + project + "/secrets";
        calls.call(-1, "POST", secrets + "?secretId=raced", "{\"replication\":{\"automatic\":{}}}");
        // Secret Manager calls a stale etag a failed precondition.
        String etag = calls.call(-1, "GET", secrets + "/raced", "").text("/etag");
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
        calls.call(number, Garbage.method(dice), path, dice.oneIn(3) ? "" : Garbage.body(dice));
    }

    /** Waits for all that is under way, then deletes what it made. */
    void leave() throws IOException {
        for (String place : PLACES) {
            String run = "/v2/projects/" + project + "/locations/" + place;
            for (JsonNode operation : calls.call(-1, "GET", run + "/operations?pageSize=1000", "")
                    .json()
                    .path("operations")) {
                calls.call(-1, "POST", "/v2/" + operation.path("name").asText() + ":wait", "{\"timeout\":\"20s\"}");
            }
            delete(run, "services");
            delete(run, "jobs");
        }
    }

    private void delete(String run, String kind) throws IOException {
        for (JsonNode each : calls.call(-1, "GET", run + "/" + kind, "").json().path(kind)) {
            Answer deleted = calls.call(-1, "DELETE", "/v2/" + each.path("name").asText(), "");
            if (deleted.good()) {
                calls.finished(-1, deleted);
            }
        }
    }

    @Override
    public void close() throws IOException {
        calls.close();
        races.close();
    }
}
