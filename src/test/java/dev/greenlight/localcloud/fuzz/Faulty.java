package dev.greenlight.localcloud.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Faults that are in force while random calls are made, and the account of them. */
final class Faulty {
    /** What every injected error says, and nothing else does. */
    static final String SAID = "put in by the test";

    /** Reads whose answers the callers draw conclusions from are left alone. */
    static final String SCRIPT = """
            seed: 11
            rules:
              - {on: run.services.create, calls: 10%%, fault: error, status: UNAVAILABLE, message: %1$s}
              - {on: run.services.patch, calls: 5%%, fault: error, status: INTERNAL, message: %1$s}
              - {on: run.services.delete, calls: 10%%, fault: error, status: DEADLINE_EXCEEDED, message: %1$s}
              - {on: run.jobs.create, calls: 10%%, fault: error, status: INTERNAL, message: %1$s}
              - {on: run.jobs.patch, calls: 10%%, fault: error, status: UNAVAILABLE, message: %1$s}
              - {on: run.jobs.run, calls: 10%%, fault: error, status: INTERNAL, message: %1$s}
              - {on: secrets.create, calls: 10%%, fault: error, status: UNAVAILABLE, message: %1$s}
              - {on: artifacts.repositories.create, calls: 10%%, fault: error, status: UNAVAILABLE, message: %1$s}
              - {on: run.services.patch, calls: 5%%, fault: lost-answer}
              - {on: run.services.patch, calls: 5%%, fault: reset}
              - {on: run.services.create, calls: 5%%, fault: fails, reason: CONTAINER_MISSING, message: on purpose}
              - {on: run.services.patch, calls: 3%%, fault: late-traffic, after: 20ms}
            """.formatted(SAID);

    private Faulty() {}

    /** Every error that was put in was seen by a caller and no other one was; from now on nothing is put in. */
    static void checked(int port, List<RandomCaller> callers) throws IOException {
        try (KeepAlive api = new KeepAlive(port, false)) {
            int fired = 0;
            for (JsonNode rule : api.call("GET", "/_faults", "").json().path("rules")) {
                fired += rule.path("fault").asText().equals("error")
                        ? rule.path("fired").asInt()
                        : 0;
            }
            int seen = callers.stream().mapToInt(RandomCaller::injected).sum();
            assertThat(seen).as("errors that were put in").isEqualTo(fired);
            assertThat(api.call("DELETE", "/_faults", "").good()).isTrue();
        }
    }
}
