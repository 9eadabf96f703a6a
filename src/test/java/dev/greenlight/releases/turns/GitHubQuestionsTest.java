package dev.greenlight.releases.turns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.greenlight.releases.world.Owner;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitHubQuestionsTest {
    @RegisterExtension
    private static final WireMockExtension GITHUB = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Owner RUN = Owner.of(new Owner.WorkflowRun("acme/app", 7, 1), "anna");

    private GitHubQuestions questions;

    @BeforeEach
    void connect() {
        questions = new GitHubQuestions(URI.create(GITHUB.baseUrl()), Secret.of("a-token"), "acme/app");
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app"))
                .willReturn(okJson(
                        "{\"id\":1,\"name\":\"app\",\"full_name\":\"acme/app\",\"owner\":{\"login\":\"acme\"}}")));
    }

    private static void answerRun(String json) {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/actions/runs/7")).willReturn(okJson(json)));
    }

    @ParameterizedTest
    @CsvSource({
        "in_progress, 1, false",
        "queued, 1, false",
        "waiting, 1, false",
        "completed, 1, true",
        // Attempt 1 has ended when attempt 2 is under way.
        "in_progress, 2, true",
    })
    void a_run_has_ended_when_github_says_so(String status, int attempt, boolean ended) {
        answerRun("{\"id\":7,\"status\":\"" + status + "\",\"run_attempt\":" + attempt + "}");

        assertThat(questions.liveness(RUN)).isInstanceOf(ended ? Liveness.Ended.class : Liveness.Running.class);
        GITHUB.verify(getRequestedFor(urlPathEqualTo("/repos/acme/app/actions/runs/7"))
                .withHeader("Authorization", equalTo("token a-token")));
    }

    @ParameterizedTest
    @CsvSource({
        // the state of the job on that runner, and of another one; whether the first has ended
        "completed, in_progress, true",
        "in_progress, completed, false",
        "queued, completed, false",
    })
    void a_job_has_ended_when_github_says_so_though_others_of_its_run_still_run(
            String status, String other, boolean ended) {
        answerRun("{\"id\":7,\"status\":\"in_progress\",\"run_attempt\":1}");
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/actions/runs/7/jobs"))
                .willReturn(okJson("{\"total_count\":2,\"jobs\":[{\"id\":1,\"status\":\"" + status
                        + "\",\"runner_name\":\"r1\"},{\"id\":2,\"status\":\"" + other
                        + "\",\"runner_name\":\"r2\"}]}")));

        assertThat(questions.liveness(on("r1"))).isInstanceOf(ended ? Liveness.Ended.class : Liveness.Running.class);
        assertThat(questions.liveness(on("r3"))).isInstanceOf(Liveness.Running.class);
        assertThat(questions.liveness(RUN)).isInstanceOf(Liveness.Running.class);
    }

    private static Owner on(String runner) {
        return Owner.of(new Owner.WorkflowRun("acme/app", 7, 1, new Owner.Seat("deploy", runner)), "anna");
    }

    @Test
    void what_github_does_not_tell_is_unknown_and_never_ended() {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/actions/runs/7"))
                .willReturn(aResponse().withStatus(404).withBody("{\"message\":\"Not Found\"}")));
        assertThat(questions.liveness(RUN)).isInstanceOf(Liveness.Unknown.class);

        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/actions/runs/7"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody("{\"message\":\"Resource not accessible by integration\"}")));
        assertThat(questions.liveness(RUN))
                .isInstanceOfSatisfying(
                        Liveness.Unknown.class,
                        unknown -> assertThat(unknown.why()).doesNotContain("a-token"));

        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/actions/runs/7"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(questions.liveness(RUN)).isInstanceOf(Liveness.Unknown.class);

        assertThat(questions.liveness(new Owner("anna"))).isInstanceOf(Liveness.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"ahead, NEWER", "behind, OLDER", "identical, SAME", "diverged, DIVERGED"})
    void the_comparison_tells_which_commit_is_newer(String status, Order order) {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/compare/v1...v2"))
                .willReturn(okJson(
                        "{\"status\":\"" + status + "\",\"commits\":[],\"files\":[],\"base_commit\":{\"sha\":\"1\"},"
                                + "\"merge_base_commit\":{\"sha\":\"1\"}}")));

        assertThat(questions.order("v2", "v1")).isEqualTo(order);
    }

    @Test
    void a_comparison_that_fails_says_nothing() {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app/compare/v1...v2"))
                .willReturn(aResponse().withStatus(404)));

        assertThat(questions.order("v2", "v1")).isEqualTo(Order.UNKNOWN);
    }
}
