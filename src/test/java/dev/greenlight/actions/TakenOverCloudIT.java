package dev.greenlight.actions;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.greenlight.report.Report;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow run was killed in the middle of its release; the next one asks GitHub after it. */
class TakenOverCloudIT extends DoorsOnTheCloud {
    private static final String RUN = "/repos/acme/app/actions/runs/7";

    @RegisterExtension
    private static final WireMockExtension GITHUB = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static Map<String, String> run(String id, String actor) {
        return Map.of(
                "GITHUB_ACTOR",
                actor,
                "GITHUB_REPOSITORY",
                "acme/app",
                "GITHUB_RUN_ID",
                id,
                "GITHUB_API_URL",
                GITHUB.baseUrl());
    }

    private static void github(ResponseDefinitionBuilder answer) {
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app"))
                .willReturn(okJson(
                        "{\"id\":1,\"name\":\"app\",\"full_name\":\"acme/app\",\"owner\":{\"login\":\"acme\"}}")));
        GITHUB.stubFor(get(urlPathEqualTo(RUN)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder status(String status, int attempt) {
        return okJson("{\"id\":7,\"status\":\"" + status + "\",\"run_attempt\":" + attempt + "}");
    }

    /** Run 7 has made its revision and holds the lock; before traffic moves it is killed. */
    @BeforeEach
    void a_run_is_killed() throws Exception {
        deploy("v1", digest());
        // The second change moves the traffic: it waits, and is then lost.
        cloud.faults("rules: [{on: run.services.patch, calls: 2, latency: 8s, fault: reset}]");
        OwnProcess seven = OwnProcess.start(
                workspace,
                List.of(),
                run("7", "berta"),
                List.of(
                        "deploy-bluegreen",
                        "--environment",
                        "production",
                        "--version",
                        "v2",
                        "--images",
                        "{\"backend\":\"localhost:5000/dreams/images/backend@" + digest() + "\"}",
                        "--api-endpoint",
                        cloud.apiUrl(),
                        "--registry-endpoint",
                        "http://127.0.0.1:" + registry.getAddress().getPort(),
                        "--credentials",
                        Files.readString(state.resolve("service-account.json"))));
        Await.until(
                "run 7's second change",
                Duration.ofSeconds(60),
                () -> fired() > 0 || !seven.process().isAlive());
        assertThat(seven.process().isAlive())
                .as(Files.readString(seven.output()))
                .isTrue();
        seven.kill();
        cloud.faults("rules: []");
        environment = run("8", "carla");
        assertThat(documents()).contains("acme/app/actions/runs/7/attempts/1 by berta");
    }

    private int fired() throws IOException {
        try (InputStream answer =
                URI.create(cloud.apiUrl() + "/_faults").toURL().openStream()) {
            return new ObjectMapper().readTree(answer).at("/rules/0/fired").asInt();
        }
    }

    private Report deploy() throws IOException {
        return deploy("v3", digest(), Map.of("github-token", "a-token-0123456789"));
    }

    @Test
    void
            while_github_says_that_it_is_in_progress_or_does_not_say_the_lock_holds_and_when_it_is_completed_it_is_taken_over()
                    throws IOException {
        String before = documents();
        github(status("in_progress", 1));
        Report running = deploy();
        assertThat(running.outputs()).containsEntry("outcome", "refused");
        assertThat(running.data().get("reason"))
                .asString()
                .contains(
                        "is locked by the release of v2 by acme/app/actions/runs/7/attempts/1 by berta",
                        "which is still running");
        GITHUB.verify(
                getRequestedFor(urlPathEqualTo(RUN)).withHeader("Authorization", equalTo("token a-token-0123456789")));

        github(notFound());
        Report unknown = deploy();
        assertThat(unknown.outputs()).containsEntry("outcome", "refused");
        assertThat(unknown.data().get("reason"))
                .asString()
                .contains("whether it is still running cannot be told (GitHub knows no such run");
        assertThat(documents()).isEqualTo(before);

        github(status("completed", 1));
        Report taken = deploy();
        assertThat(taken.outputs()).as(progress.toString()).containsEntry("outcome", "released");
        assertThat(progress.told())
                .anySatisfy(line -> assertThat(line)
                        .contains("by acme/app/actions/runs/7/attempts/1 by berta")
                        .contains("did not finish and its run has ended; it is taken over"));
        assertThat(service().traffic()).contains("dreams-backend-v3-").doesNotContain("dreams-backend-v2-");
        assertThat(documents()).doesNotContain("greenlight.dev/intent");
    }

    @Test
    void a_second_attempt_of_the_run_means_that_the_first_has_ended() throws IOException {
        github(status("in_progress", 2));

        assertThat(deploy().outputs()).containsEntry("outcome", "released");
    }
}
