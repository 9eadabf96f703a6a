package dev.greenlight.actions.quality;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real client of GitHub against a server on this machine. */
class GitHubCheckRunTest {
    private static final String RUNS = "/repos/acme/app/check-runs";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @RegisterExtension
    private static final WireMockExtension GITHUB = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    Path folder;

    private final FakeProgress progress = new FakeProgress();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void answer_well() {
        environment.put("GITHUB_REPOSITORY", "acme/app");
        environment.put("GITHUB_API_URL", GITHUB.baseUrl());
        environment.put("GITHUB_SHA", COMMIT);
        GITHUB.stubFor(get(urlPathEqualTo("/repos/acme/app"))
                .willReturn(okJson(
                        "{\"id\":1,\"name\":\"app\",\"full_name\":\"acme/app\",\"owner\":{\"login\":\"acme\"}}")));
        GITHUB.stubFor(
                post(urlPathEqualTo(RUNS)).willReturn(okJson("{\"id\":42}").withStatus(201)));
        GITHUB.stubFor(patch(urlPathEqualTo(RUNS + "/42")).willReturn(okJson("{\"id\":42}")));
    }

    private static Report report(int findings, Verdict verdict) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("tsc", "TS1", Severity.ERROR, Optional.empty(), "about the project"));
        for (int i = 0; i < findings; i++) {
            Severity severity = Severity.values()[i % 3];
            all.add(new Finding(
                    "flake8", "E1", severity, Optional.of(new Location("a.py", i, 0)), "s3cret-value in " + i));
        }
        return new Report(
                "quality failed: s3cret-value",
                verdict,
                all,
                List.of(new Section("Checks", "a table"), new Section("Large", "x".repeat(70_000))),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private void publish(Report report) {
        progress.mask("s3cret-value");
        GitHubCheckRun.of(environment, Secret.of("a-token"), progress)
                .orElseThrow()
                .publish(report);
    }

    private List<String> told() {
        return progress.told().stream().filter(line -> !line.equals("mask")).toList();
    }

    @Test
    void findings_are_pinned_to_their_lines_fifty_at_a_time_and_without_secrets() {
        publish(report(120, new Verdict.Failed(List.of("flake8 found 120"))));
        GITHUB.verify(
                1,
                postRequestedFor(urlPathEqualTo(RUNS))
                        .withHeader("Authorization", equalTo("token a-token"))
                        .withRequestBody(matchingJsonPath("$.name", equalTo("Greenlight quality")))
                        .withRequestBody(matchingJsonPath("$.head_sha", equalTo(COMMIT)))
                        .withRequestBody(matchingJsonPath("$.status", equalTo("completed")))
                        .withRequestBody(matchingJsonPath("$.conclusion", equalTo("failure")))
                        .withRequestBody(matchingJsonPath("$.output.title", equalTo("quality failed: ***")))
                        .withRequestBody(matchingJsonPath("$.output[?(@.annotations.size() == 50)]"))
                        .withRequestBody(
                                matchingJsonPath("$.output.annotations[0].annotation_level", equalTo("failure")))
                        .withRequestBody(matchingJsonPath("$.output.annotations[0].start_line", equalTo("1")))
                        .withRequestBody(
                                matchingJsonPath("$.output.annotations[1].annotation_level", equalTo("warning")))
                        .withRequestBody(
                                matchingJsonPath("$.output.annotations[2].annotation_level", equalTo("notice")))
                        .withRequestBody(matchingJsonPath("$.output.annotations[2].message", equalTo("*** in 2"))));
        GITHUB.verify(2, patchRequestedFor(urlPathEqualTo(RUNS + "/42")));
        GITHUB.verify(
                1,
                patchRequestedFor(urlPathEqualTo(RUNS + "/42"))
                        .withRequestBody(matchingJsonPath("$.output[?(@.annotations.size() == 20)]")));
        assertThat(GITHUB.getAllServeEvents())
                .noneMatch(event -> event.getRequest().getBodyAsString().contains("s3cret-value"));
        assertThat(GITHUB.getAllServeEvents())
                .as("a section that does not fit is left out as a whole")
                .noneMatch(event -> event.getRequest().getBodyAsString().contains("xxxxx"));
        assertThat(told()).isEmpty();
    }

    @Test
    void a_good_run_is_a_success_and_of_very_many_findings_the_first_are_shown() {
        publish(report(600, new Verdict.Passed()));
        GITHUB.verify(
                1,
                postRequestedFor(urlPathEqualTo(RUNS))
                        .withRequestBody(matchingJsonPath("$.conclusion", equalTo("success")))
                        .withRequestBody(matchingJsonPath(
                                "$.output.summary",
                                com.github.tomakehurst.wiremock.client.WireMock.containing("The first 500 of 600"))));
        GITHUB.verify(9, patchRequestedFor(urlPathEqualTo(RUNS + "/42")));
    }

    @Test
    void a_pull_request_shows_it_at_its_own_last_commit() throws IOException {
        Path event = Files.writeString(folder.resolve("event.json"), "{\"pull_request\":{\"head\":{\"sha\":\"abc\"}}}");
        environment.put("GITHUB_EVENT_PATH", event.toString());
        publish(report(0, new Verdict.Passed()));
        GITHUB.verify(
                postRequestedFor(urlPathEqualTo(RUNS)).withRequestBody(matchingJsonPath("$.head_sha", equalTo("abc"))));
    }

    @ParameterizedTest
    @CsvSource({"403, checks: write", "404, checks: write", "500, The check run could not be written"})
    void what_github_refuses_is_warned_of_and_no_more(int status, String words) {
        GITHUB.stubFor(post(urlPathEqualTo(RUNS)).willReturn(aResponse().withStatus(status)));
        publish(report(1, new Verdict.Passed()));
        assertThat(told()).singleElement().asString().startsWith("warn ").contains(words);
    }

    @Test
    void outside_of_a_job_there_is_no_check_run() {
        environment.remove("GITHUB_SHA");
        assertThat(GitHubCheckRun.of(environment, Secret.of("t"), progress)).isEmpty();
        assertThat(GitHubCheckRun.of(Map.of("GITHUB_SHA", COMMIT), Secret.of("t"), progress))
                .isEmpty();
    }
}
