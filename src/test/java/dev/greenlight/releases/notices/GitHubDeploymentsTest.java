package dev.greenlight.releases.notices;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.greenlight.releases.github.GitHubConnection;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.secrets.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client of GitHub against a server on this machine. */
class GitHubDeploymentsTest {
    private static final String DEPLOYMENTS = "/repos/acme/app/deployments";
    private static final Notices.Subject SUBJECT = new Notices.Subject("production", "v2", "Release of v2");
    private static final URI SITE = URI.create("https://app.test");

    @RegisterExtension
    private static final WireMockExtension GITHUB = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final FakeProgress progress = new FakeProgress();

    private GitHubDeployments deployments(Optional<String> commit) {
        return new GitHubDeployments(
                new GitHubConnection(URI.create(GITHUB.baseUrl()), Secret.of("a-token")),
                "acme/app",
                commit,
                Optional.of(URI.create("https://github.test/acme/app/actions/runs/7")),
                progress);
    }

    private Notices.Notice begin() {
        return deployments(Optional.empty()).begin(SUBJECT);
    }

    private static String deployment(int id) {
        return "{\"id\":" + id + ",\"environment\":\"production\",\"statuses_url\":\"" + GITHUB.baseUrl() + DEPLOYMENTS
                + "/" + id + "/statuses\"}";
    }

    @BeforeEach
    void answer_well() {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app"))
                .willReturn(okJson(
                        "{\"id\":1,\"name\":\"app\",\"full_name\":\"acme/app\",\"owner\":{\"login\":\"acme\"}}")));
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS))
                .willReturn(okJson(deployment(42)).withStatus(201)));
        GITHUB.stubFor(get(urlPathEqualTo(DEPLOYMENTS)).willReturn(okJson("[" + deployment(42) + "]")));
        GITHUB.stubFor(get(urlPathEqualTo(DEPLOYMENTS + "/42")).willReturn(okJson(deployment(42))));
        for (int id : new int[] {41, 42}) {
            GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS + "/" + id + "/statuses"))
                    .willReturn(okJson("{\"id\":1,\"state\":\"success\"}").withStatus(201)));
        }
    }

    private static void status(int id, String state, int times) {
        GITHUB.verify(
                times,
                postRequestedFor(urlPathEqualTo(DEPLOYMENTS + "/" + id + "/statuses"))
                        .withRequestBody(matchingJsonPath("$.state", equalTo(state))));
    }

    @Test
    void a_release_is_a_deployment_that_is_in_progress_and_then_a_success() {
        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        GITHUB.verify(postRequestedFor(urlPathEqualTo(DEPLOYMENTS))
                .withHeader("Authorization", equalTo("token a-token"))
                .withRequestBody(matchingJsonPath("$.ref", equalTo("v2")))
                .withRequestBody(matchingJsonPath("$.environment", equalTo("production")))
                .withRequestBody(matchingJsonPath("$.description", equalTo("Release of v2")))
                .withRequestBody(matchingJsonPath("$.auto_merge", equalTo("false")))
                .withRequestBody(matchingJsonPath("$[?(@.required_contexts.size() == 0)]")));
        status(42, "in_progress", 1);
        GITHUB.verify(postRequestedFor(urlPathEqualTo(DEPLOYMENTS + "/42/statuses"))
                .withRequestBody(matchingJsonPath("$.state", equalTo("success")))
                .withRequestBody(matchingJsonPath("$.environment_url", equalTo("https://app.test")))
                .withRequestBody(
                        matchingJsonPath("$.log_url", equalTo("https://github.test/acme/app/actions/runs/7"))));
        assertThat(progress.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FAILURE, failure", "ERROR, error"})
    void what_does_not_hold_is_a_failure_and_retires_nothing(Notices.Ending ending, String state) {
        GITHUB.stubFor(
                get(urlPathEqualTo(DEPLOYMENTS)).willReturn(okJson("[" + deployment(42) + "," + deployment(41) + "]")));
        earlier("success");

        begin().end(ending, Optional.empty());

        status(42, state, 1);
        status(41, "inactive", 0);
    }

    private static void earlier(String state) {
        GITHUB.stubFor(get(urlPathEqualTo(DEPLOYMENTS + "/41/statuses"))
                .willReturn(okJson("[{\"id\":9,\"state\":\"" + state + "\"},{\"id\":8,\"state\":\"success\"}]")));
    }

    @ParameterizedTest
    @CsvSource({"success, 1", "failure, 0", "inactive, 0"})
    void the_deployment_before_it_becomes_inactive_when_it_still_counted(String state, int times) {
        GITHUB.stubFor(
                get(urlPathEqualTo(DEPLOYMENTS)).willReturn(okJson("[" + deployment(42) + "," + deployment(41) + "]")));
        earlier(state);

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        status(41, "inactive", times);
        status(42, "inactive", 0);
        assertThat(progress.told()).isEmpty();
    }

    @Test
    void an_earlier_deployment_that_cannot_be_followed_leaves_the_success_recorded() {
        GITHUB.stubFor(get(urlPathEqualTo(DEPLOYMENTS))
                .willReturn(aResponse().withStatus(400).withBody("{}")));

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        status(42, "success", 1);
        assertThat(progress.told())
                .singleElement()
                .asString()
                .contains("is recorded at GitHub as a success, but the one before it may still be shown as serving")
                .doesNotContain("could not be recorded");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void a_missing_permission_is_a_warning_that_names_it(int code) {
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS))
                .willReturn(aResponse()
                        .withStatus(code)
                        .withBody("{\"message\":\"Resource not accessible by integration\"}")));

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        assertThat(progress.told())
                .singleElement()
                .asString()
                .contains("deployments: write")
                .doesNotContain("a-token");
        GITHUB.verify(1, postRequestedFor(urlPathEqualTo(DEPLOYMENTS)));
    }

    @Test
    void a_deployment_that_could_not_be_begun_is_made_at_the_end() {
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS))
                .inScenario("down")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(500))
                .willSetStateTo("up"));
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS))
                .inScenario("down")
                .whenScenarioStateIs("up")
                .willReturn(okJson(deployment(42)).withStatus(201)));

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        status(42, "success", 1);
        assertThat(progress.told()).isEmpty();
    }

    @Test
    void a_first_status_that_is_refused_does_not_make_a_second_deployment() {
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS + "/42/statuses"))
                .withRequestBody(matchingJsonPath("$.state", equalTo("in_progress")))
                .willReturn(aResponse().withStatus(502)));

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        GITHUB.verify(1, postRequestedFor(urlPathEqualTo(DEPLOYMENTS)));
        status(42, "success", 1);
        assertThat(progress.told())
                .singleElement()
                .asString()
                .contains("does not show that the deployment is in progress");
    }

    @Test
    void github_being_down_is_a_warning() {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));

        assertThat(progress.told()).singleElement().asString().contains("could not be recorded at GitHub");
    }

    @Test
    void a_version_that_git_does_not_know_is_recorded_by_its_commit() {
        GITHUB.stubFor(post(urlPathEqualTo(DEPLOYMENTS))
                .withRequestBody(matchingJsonPath("$.ref", equalTo("v2")))
                .willReturn(aResponse().withStatus(422).withBody("{\"message\":\"No ref found for: v2\"}")));

        deployments(Optional.of("0123abc")).begin(SUBJECT).end(Notices.Ending.SUCCESS, Optional.of(SITE));
        status(42, "success", 1);
        assertThat(progress.told()).isEmpty();

        begin().end(Notices.Ending.SUCCESS, Optional.of(SITE));
        assertThat(progress.told()).singleElement().asString().contains("No ref found for: v2");
    }
}
