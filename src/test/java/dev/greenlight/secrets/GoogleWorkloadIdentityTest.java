package dev.greenlight.secrets;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
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
import dev.greenlight.report.ExternalFailure;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoogleWorkloadIdentityTest {
    @RegisterExtension
    private static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String PROVIDER = "projects/12/locations/global/workloadIdentityPools/github/providers/acme";
    private static final String ACCOUNT = "deployer@acme.iam.gserviceaccount.com";
    private static final String IMPERSONATE = "/v1/projects/-/serviceAccounts/" + ACCOUNT;

    private Identity identity;

    @BeforeEach
    void answerWell() {
        WorkloadIdentity workload = new WorkloadIdentity(
                PROVIDER, ACCOUNT, URI.create(SERVER.baseUrl() + "/oidc?api-version=2"), Secret.of("request-token"));
        identity = Identity.of(
                new CloudAccess(Optional.of(URI.create(SERVER.baseUrl())), Optional.empty(), Optional.of(workload)));
        SERVER.stubFor(get(urlPathEqualTo("/oidc")).willReturn(okJson("{\"value\":\"github-jwt\"}")));
        SERVER.stubFor(post(urlPathEqualTo("/v1/token"))
                .willReturn(okJson("{\"access_token\":\"federated\",\"token_type\":\"Bearer\",\"expires_in\":60,"
                        + "\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"}")));
        lasting(3600);
        SERVER.stubFor(
                post(urlPathEqualTo(IMPERSONATE + ":generateIdToken")).willReturn(okJson("{\"token\":\"id-token\"}")));
    }

    private static void lasting(long seconds) {
        Instant end = Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        SERVER.stubFor(post(urlPathEqualTo(IMPERSONATE + ":generateAccessToken"))
                .willReturn(okJson("{\"accessToken\":\"deployer-token\",\"expireTime\":\"" + end + "\"}")));
    }

    @Test
    void githubs_token_becomes_the_service_accounts() {
        assertThat(identity.accessToken().orElseThrow().value().reveal()).isEqualTo("deployer-token");
        SERVER.verify(getRequestedFor(urlPathEqualTo("/oidc"))
                .withHeader("Authorization", equalTo("Bearer request-token"))
                .withQueryParam("api-version", equalTo("2"))
                .withQueryParam("audience", equalTo("https://iam.googleapis.com/" + PROVIDER)));
        SERVER.verify(postRequestedFor(urlPathEqualTo("/v1/token")).withRequestBody(containing("github-jwt")));
        SERVER.verify(postRequestedFor(urlPathEqualTo(IMPERSONATE + ":generateAccessToken"))
                .withHeader("Authorization", equalTo("Bearer federated")));
    }

    @Test
    void a_token_that_lasts_is_kept_and_one_that_runs_out_is_asked_for_anew_from_github_on() {
        identity.accessToken();
        identity.accessToken();
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/oidc")));

        lasting(1);
        Identity hasty = fresh();
        hasty.accessToken();
        hasty.accessToken();
        hasty.accessToken();
        SERVER.verify(4, getRequestedFor(urlPathEqualTo("/oidc")));
    }

    private static Identity fresh() {
        return Identity.of(new CloudAccess(
                Optional.of(URI.create(SERVER.baseUrl())),
                Optional.empty(),
                Optional.of(new WorkloadIdentity(
                        PROVIDER, ACCOUNT, URI.create(SERVER.baseUrl() + "/oidc"), Secret.of("request-token")))));
    }

    @Test
    void id_tokens_are_made_by_impersonation_one_for_each_audience() {
        URI service = URI.create("https://api.run.app");

        assertThat(identity.signs()).isTrue();
        assertThat(identity.idToken(service).reveal()).isEqualTo("id-token");
        assertThat(identity.idToken(service).reveal()).isEqualTo("id-token");

        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo(IMPERSONATE + ":generateIdToken"))
                        .withHeader("Authorization", equalTo("Bearer deployer-token"))
                        .withRequestBody(containing("https://api.run.app")));
    }

    @Test
    void a_refusal_names_what_to_check_and_shows_no_token() {
        SERVER.stubFor(
                post(urlPathEqualTo(IMPERSONATE + ":generateAccessToken"))
                        .willReturn(
                                aResponse()
                                        .withStatus(403)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody(
                                                "{\"error\":{\"code\":403,\"message\":\"Permission 'iam.serviceAccounts.getAccessToken' denied\"}}")));

        assertThatThrownBy(() -> identity.accessToken()).isInstanceOfSatisfying(ExternalFailure.class, failure -> {
            assertThat(failure.remedy())
                    .contains("id-token: write", PROVIDER, ACCOUNT, "roles/iam.workloadIdentityUser");
            assertThat(failure.toString() + failure.getMessage())
                    .contains("getAccessToken")
                    .doesNotContain("github-jwt", "federated", "request-token");
        });
    }

    @Test
    void github_without_tokens_is_said() {
        SERVER.stubFor(get(urlPathEqualTo("/oidc"))
                .willReturn(aResponse().withStatus(401).withBody("no")));
        assertThatThrownBy(() -> identity.accessToken()).hasMessageContaining("GitHub's OIDC end point answered 401");

        SERVER.stubFor(get(urlPathEqualTo("/oidc")).willReturn(okJson("{}")));
        assertThatThrownBy(() -> identity.accessToken()).hasMessageContaining("without a token");
    }
}
