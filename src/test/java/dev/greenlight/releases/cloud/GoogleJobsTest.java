package dev.greenlight.releases.cloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.greenlight.releases.Sample;
import dev.greenlight.releases.world.JobDraft;
import dev.greenlight.releases.world.ServiceName;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.secrets.CloudAccess;
import dev.greenlight.secrets.Identity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real client and a job that a killed release has left running. */
class GoogleJobsTest {
    @RegisterExtension
    private static final WireMockExtension GOOGLE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String JOB = "/v2/projects/p1/locations/r1/jobs/migrate";
    private static final String OLD = JOB + "/executions/migrate-1";
    private static final String NEW = JOB + "/executions/migrate-2";
    private static final String DONE =
            "\"completionTime\":\"2026-11-25T10:00:00Z\",\"succeededCount\":1,\"taskCount\":1,"
                    + "\"conditions\":[{\"type\":\"Completed\",\"state\":\"CONDITION_SUCCEEDED\"}]";

    private Jobs jobs;

    GoogleJobsTest() {
        CloudAccess access = new CloudAccess(Optional.of(URI.create(GOOGLE.baseUrl())), Optional.empty());
        jobs = new GoogleJobs(new GoogleConnection(access, Identity.of(access)), "p1", "r1", Duration.ZERO);
    }

    private static String path(String path) {
        return path.substring("/v2/".length());
    }

    @BeforeEach
    void a_job_whose_first_run_has_not_ended() {
        GOOGLE.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody("{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"none\"}}")));
        GOOGLE.stubFor(get(urlPathEqualTo(JOB))
                .willReturn(okJson("{\"name\":\"" + path(JOB)
                        + "\",\"etag\":\"e\",\"latestCreatedExecution\":{\"name\":\"" + path(OLD) + "\"}}")));
        // Google's client sends a PATCH as a POST that says so in a field.
        GOOGLE.stubFor(post(urlPathEqualTo(JOB)).willReturn(okJson("{\"name\":\"o1\",\"done\":true}")));
        GOOGLE.stubFor(post(urlPathEqualTo(JOB + ":run"))
                .willReturn(okJson(
                        "{\"name\":\"o2\",\"metadata\":{\"@type\":\"type.googleapis.com/google.cloud.run.v2.Execution\",\"name\":\""
                                + path(NEW) + "\"}}")));
        GOOGLE.stubFor(get(urlPathEqualTo(NEW)).willReturn(okJson("{\"name\":\"" + path(NEW) + "\"," + DONE + "}")));
    }

    private static void answerOld(String before, String answer, String after) {
        GOOGLE.stubFor(get(urlPathEqualTo(OLD))
                .inScenario("old")
                .whenScenarioStateIs(before)
                .willReturn(okJson("{\"name\":\"" + path(OLD) + "\"" + answer + "}"))
                .willSetStateTo(after));
    }

    private JobEnding run(Duration limit) {
        return jobs.run(new JobDraft(
                "migrate",
                new ServiceName("web"),
                Sample.image("backend", "v1"),
                List.of("migrate"),
                Map.of(),
                Map.of(),
                limit));
    }

    @Test
    void an_earlier_run_is_waited_for_before_the_job_is_run_again() {
        answerOld(Scenario.STARTED, "", "second look");
        answerOld("second look", "", "third look");
        answerOld("third look", "," + DONE, "third look");
        GOOGLE.stubFor(post(urlPathEqualTo(JOB + ":run"))
                .inScenario("old")
                .whenScenarioStateIs(Scenario.STARTED)
                .atPriority(1)
                .willReturn(aResponse().withStatus(400).withBody("too early")));

        assertThat(run(Duration.ofSeconds(30))).isEqualTo(new JobEnding.Succeeded("migrate-2"));

        GOOGLE.verify(1, postRequestedFor(urlPathEqualTo(JOB + ":run")));
        assertThat(GOOGLE.findAll(getRequestedFor(urlPathEqualTo(OLD))).size()).isGreaterThanOrEqualTo(3);
        List<String> order = GOOGLE.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest().getMethod() + " "
                        + event.getRequest().getUrl().replaceAll("\\?.*", ""))
                .toList();
        assertThat(order.lastIndexOf("GET " + OLD)).isLessThan(order.indexOf("POST " + JOB + ":run"));
    }

    @Test
    void a_run_that_ended_or_is_gone_is_not_waited_for() {
        answerOld(Scenario.STARTED, "," + DONE, Scenario.STARTED);
        assertThat(run(Duration.ofSeconds(30))).isInstanceOf(JobEnding.Succeeded.class);

        GOOGLE.stubFor(get(urlPathEqualTo(OLD))
                .atPriority(1)
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody("{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"gone\"}}")));
        assertThat(run(Duration.ofSeconds(30))).isInstanceOf(JobEnding.Succeeded.class);
    }

    @Test
    void a_run_that_does_not_end_in_its_time_is_named_and_no_second_one_begins() {
        answerOld(Scenario.STARTED, "", Scenario.STARTED);

        assertThatThrownBy(() -> run(Duration.ofMillis(1))).isInstanceOfSatisfying(ExternalFailure.class, failure -> {
            assertThat(failure.getMessage()).contains("an earlier run of it has not ended");
            assertThat(failure.remedy()).contains("executions cancel migrate-1");
        });
        GOOGLE.verify(0, postRequestedFor(urlPathEqualTo(JOB + ":run")));
    }
}
