package dev.greenlight.releases.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.evidence.Counts;
import dev.greenlight.releases.evidence.Logs;
import dev.greenlight.releases.evidence.Metrics;
import dev.greenlight.releases.evidence.Reading;
import dev.greenlight.releases.world.ServiceState;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.Identity;
import dev.greenlight.waiting.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics and logs that are missing, late, empty or refused: unknown is not healthy. */
class EvidenceFaultsCloudIT extends FaultyCloud {
    /** Unknown is not healthy, and nothing is not zero errors of many. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',                                   Known,   5",
        "fault: missing,                       Known,   0",
        "fault: zero,                          Known,   0",
        "'fault: late, after: 10m',            Known,   0",
        "'fault: error, status: UNAVAILABLE',  Unknown, 0",
        "'fault: error, status: 502',          Unknown, 0",
        "fault: permission-denied,             Unknown, 0",
        "fault: quota,                         Unknown, 0",
        "fault: reset,                         Unknown, 0",
    })
    void metrics_are_what_they_are(String fault, String kind, long requests) throws Exception {
        ServiceState service = create();
        cloud.open(WEB);
        Instant from = Instant.now();
        // Only points that begin after it count, and a point is a second long.
        PACE.pause(Duration.ofMillis(1_100));
        for (int i = 0; i < 5; i++) {
            get(service.url().orElseThrow().toString());
        }
        Metrics metrics = Metrics.at(access, Identity.of(access), project, "europe-west1");
        Await.until("the metrics of five requests", () -> counts(metrics, from).requests() == 5);
        if (!fault.isEmpty()) {
            fault("on: monitoring.timeSeries.list, resource: web, " + fault);
        }

        Reading reading = metrics.requests(WEB, from, Instant.now());

        assertThat(reading.getClass().getSimpleName()).as(reading.toString()).isEqualTo(kind);
        assertThat(counts(metrics, from).requests()).isEqualTo(requests);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fault: missing",
        "'fault: late, after: 10m'",
        "'fault: error, status: UNAVAILABLE'",
        "fault: permission-denied",
        "fault: reset"
    })
    void without_a_log_nobody_is_said_to_have_answered(String fault) throws Exception {
        ServiceState service = create();
        cloud.open(WEB);
        get(service.url().orElseThrow() + "?greenlight-probe=abc");
        Logs logs = Logs.at(access, Identity.of(access), project);
        Await.until(
                "the log of the probe",
                () -> logs.answerers(WEB, Instant.EPOCH).equals(Optional.of(Map.of("abc", ONE))));
        fault("on: logging.entries.list, " + fault);

        if (fault.contains("missing") || fault.contains("late")) {
            assertThat(logs.answerers(WEB, Instant.EPOCH)).contains(Map.of());
            assertThat(logs.lastOf(WEB, ONE, 10)).isEmpty();
        } else {
            assertThat(logs.answerers(WEB, Instant.EPOCH)).isEmpty();
            assertThatThrownBy(() -> logs.lastOf(WEB, ONE, 10))
                    .as("a log that cannot be read is not one in which nothing is written")
                    .isInstanceOf(ExternalFailure.class);
        }
    }

    private static Counts counts(Metrics metrics, Instant from) {
        return metrics.requests(WEB, from, Instant.now()) instanceof Reading.Known known
                ? known.counts(ONE, Instant.MAX)
                : Counts.NONE;
    }
}
