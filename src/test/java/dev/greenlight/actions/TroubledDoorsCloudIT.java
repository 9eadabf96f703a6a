package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same when registry, clock, service or revision are not as they should be. */
class TroubledDoorsCloudIT extends DoorsOnTheCloud {
    @Test
    void a_rollback_to_an_image_that_is_gone_is_refused_and_a_registry_that_is_away_does_not_matter()
            throws IOException {
        deploy("v1", digest());
        deploy("v2", digest());
        Service before = service();
        gone = true;

        Report refused = roll(Map.of());
        assertThat(refused.outputs()).containsEntry("outcome", "refused").containsEntry("revision", "");
        assertThat(refused.data().get("reason")).asString().contains("is not in the registry any more");
        assertThat(service()).isEqualTo(before);
        assertThatThrownBy(() -> roll(Map.of("to", "other-service-v1-abcde")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("known releases: v2, v1");

        gone = false;
        refusal = 403;
        Report back = roll(Map.of());
        assertThat(back.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(back.outputs().get("tag-url")).startsWith("http://127.0.0.1:279");
        assertThat(progress.told()).anySatisfy(line -> assertThat(line).contains("the rollback goes on"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void a_clock_that_is_minutes_off_is_said_and_googles_time_is_used(long seconds) throws IOException {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        deploy("v1", digest());

        Report second = deploy("v2", digest());

        assertThat(second.outputs()).as(progress.told().toString()).containsEntry("outcome", "released");
        assertThat(progress.told())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "This machine's clock is ",
                                seconds < 0 ? " s behind Google's" : " s ahead of Google's"));
        assertThat(Duration.between(Instant.parse(recorded()), Instant.now()).abs())
                .as("the record has Google's time")
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void a_service_that_is_being_deleted_is_not_touched() throws IOException {
        deploy("v1", digest());
        cloud.faults("rules: [{on: run.services.delete, fault: never-ends}]");
        cloud().delete(new ServiceName("dreams-backend"), "");
        // So that nobody waits for it: an hour passes at each look.
        AtomicLong looks = new AtomicLong();
        InstantSource hasty = () -> Instant.now().plus(Duration.ofHours(looks.getAndIncrement()));
        clock = hasty.withZone(ZoneOffset.UTC);

        assertThatThrownBy(() -> roll(Map.of()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("it is being deleted");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 0})
    void a_registry_that_refuses_or_is_down_ends_a_deploy_before_it_begins(int status) throws IOException {
        deploy("v1", digest());
        Service before = service();
        refusal = status;
        if (status == 0) {
            registry.stop(0);
        }

        assertThatThrownBy(() -> deploy("v2", digest()))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining(status == 0 ? "it could not be reached" : "status " + status);
        assertThat(service()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "starts-never, did not come up",
        "crashes,      health",
        "is-slow,      health",
    })
    void a_revision_that_does_not_do_is_taken_back_and_nothing_of_it_is_left(String version, String reason)
            throws Exception {
        Report first = deploy("v1", digest());
        Service before = service();

        Report bad = deploy(version, digest());

        assertThat(bad.verdict()).as(progress.told().toString()).isInstanceOf(Verdict.Failed.class);
        assertThat(bad.outputs()).containsEntry("outcome", "rolled-back");
        assertThat(bad.data().get("reason")).asString().contains(reason).doesNotContain("Exception");
        assertThat(service().traffic()).isEqualTo(before.traffic());
        assertThat(served(first)).contains("dreams-backend-v1-");
        Await.until("the bad revision to be gone", () -> workloads.running().size() <= 1);
        assertThat(workloads.running())
                .containsExactly(String.valueOf(first.outputs().get("revision")));
    }

    private String recorded() throws IOException {
        String good = cloud().service(new ServiceName("dreams-backend"))
                .orElseThrow()
                .annotations()
                .getOrDefault("greenlight.dev/good", "");
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(good)
                .at("/0/time")
                .asText();
    }

    private static String served(Report report) throws IOException, InterruptedException {
        URI address = URI.create(report.outputs().get("url") + "/version");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
