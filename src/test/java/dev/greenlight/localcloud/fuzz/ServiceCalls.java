package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.run.v2.Service;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.greenlight.localcloud.fuzz.KeepAlive.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Random calls of services, and what must hold of a service after each. */
final class ServiceCalls {
    private final Dice dice;
    private final CheckedCalls calls;
    private final RandomServices services;
    /** Services, by their unique id, whose traffic once went somewhere. */
    private final Set<String> served = new HashSet<>();

    ServiceCalls(Dice dice, CheckedCalls calls) {
        this.dice = dice;
        this.calls = calls;
        services = new RandomServices(dice);
    }

    void service(int number, String run) throws IOException {
        String id = dice.pick(List.of("a", "b", "c"));
        String path = run + "/services/" + id;
        int die = dice.below(100);
        String dry = dice.oneIn(10) ? "&validateOnly=true" : "";
        if (die < 15) {
            written(calls.call(number, "POST", run + "/services?serviceId=" + id + dry, services.wish(id, true)), dry);
        } else if (die < 60) {
            String mask = dice.pick(RandomServices.MASKS);
            String wish = services.wish(id, !mask.equals("traffic"));
            Answer answer = calls.call(number, "PATCH", path + "?updateMask=" + mask + dry, wish);
            written(answer, dry);
            if (answer.good() && dry.isEmpty() && dice.oneIn(2)) {
                calls.finished(number, answer);
            }
        } else if (die < 64) {
            String etag = dice.oneIn(2) ? Dice.encoded(services.etag(path)) : "";
            written(calls.call(number, "DELETE", path + "?etag=" + etag + dry, ""), dry);
        } else if (die < 74) {
            calls.policy(number, path);
        } else if (die < 82) {
            calls.call(number, "DELETE", path + "/revisions/" + services.revision(id), "");
        } else {
            calls.call(number, "GET", dice.pick(List.of(path, path + "/revisions", run + "/services?pageSize=1")), "");
            return;
        }
        check(number, path, id);
    }

    private void written(Answer answer, String dry) {
        JsonNode etag = answer.json().at("/metadata/etag");
        if (answer.good() && dry.isEmpty()) {
            assertThat(calls.isNew(etag.asText()))
                    .as("a write makes a new etag: %s", answer)
                    .isTrue();
        }
    }

    private void check(int number, String path, String id) throws IOException {
        Answer answer = calls.call(number, "GET", path, "");
        if (!answer.good()) {
            services.gone(path, id);
            return;
        }
        assertThat("/v2/" + answer.text("/name"))
                .as("%d: the answer of another call", number)
                .isEqualTo(path);
        services.saw(path, answer.json());
        whole(number, answer);
        named(number, path, answer);
        if (dice.oneIn(8)) {
            parsed(answer);
        }
    }

    /** All of the traffic goes somewhere, but for a service that never came to serve: that one has no statuses, and is not ready. */
    private void whole(int number, Answer answer) {
        JsonNode statuses = answer.json().path("trafficStatuses");
        int sum = 0;
        for (JsonNode status : statuses) {
            sum += status.path("percent").asInt();
        }
        if (statuses.isEmpty()) {
            assertThat(answer.text("/terminalCondition/state"))
                    .as("%d: %s", number, answer)
                    .isNotEqualTo("CONDITION_SUCCEEDED");
            assertThat(served).as("%d: %s", number, answer).doesNotContain(answer.text("/uid"));
        } else {
            assertThat(sum).as("%d: %s", number, answer).isEqualTo(100);
            served.add(answer.text("/uid"));
        }
    }

    private static void parsed(Answer answer) throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(answer.json().toString(), Service.newBuilder());
    }

    /** Statuses and the latest ready revision name what exists, unless the service was changed or deleted in the meantime. */
    private void named(int number, String path, Answer service) throws IOException {
        String ready = service.text("/latestReadyRevision");
        if (!ready.isEmpty() && !calls.call(number, "GET", "/v2/" + ready, "").good()) {
            assertThat(calls.call(number, "GET", path, "").text("/latestReadyRevision"))
                    .as("%d: %s is missing", number, ready)
                    .isNotEqualTo(ready);
        }
        for (JsonNode status : service.json().path("trafficStatuses")) {
            String revision = status.path("revision").asText();
            if (!revision.isEmpty()
                    && !calls.call(number, "GET", path + "/revisions/" + revision, "")
                            .good()) {
                Answer again = calls.call(number, "GET", path, "");
                assertThat(again.json().path("trafficStatuses"))
                        .as("%d: %s of %s is missing", number, revision, path)
                        .isNotEqualTo(service.json().path("trafficStatuses"));
            }
        }
    }
}
