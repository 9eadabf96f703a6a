package dev.greenlight.runner.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.RunnerContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsAccessTest {
    private static final String GOOD =
            TestingResults.token("Actions.Other:1:2 Actions.Results:run-1:job-2 Actions.More");

    @Test
    void the_token_says_which_run_and_job_it_is_and_the_address_loses_its_path() {
        ResultsAccess access = ResultsAccess.from(context("https://results.example:8443/a/b?c=d", GOOD))
                .orElseThrow();
        assertThat(access.origin()).hasToString("https://results.example:8443");
        assertThat(access.run()).isEqualTo("run-1");
        assertThat(access.job()).isEqualTo("job-2");
        assertThat(access.toString()).doesNotContain(GOOD);
    }

    @ParameterizedTest
    @CsvSource({"'',token", "https://results.example,''", "'',''"})
    void outside_of_a_job_there_is_none(String url, String token) {
        assertThat(ResultsAccess.from(context(url, token))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no token", "a.b.c", "a.e30.c", "a.W10.c", "a.!!.c", "..", "a.bnVsbA.c"})
    void a_token_that_names_no_run_is_an_external_failure(String token) {
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> ResultsAccess.from(context("https://results.example", token)))
                .withMessageContaining("ACTIONS_RUNTIME_TOKEN names no run and job")
                .withMessageNotContaining(token.length() > 5 ? token : "a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Actions.Results:only", "Actions.Results:a:b:c", "XActions.Results:a:b"})
    void a_scope_of_another_form_names_no_run(String scope) {
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> ResultsAccess.from(context("https://results.example", TestingResults.token(scope))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.example", "ftp://results.example", "http:///x", "https://[", "file:/etc/passwd"})
    void an_address_of_another_kind_is_an_external_failure(String url) {
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> ResultsAccess.from(context(url, GOOD)))
                .withMessageContaining("ACTIONS_RESULTS_URL is no http or https address");
    }

    private static RunnerContext context(String url, String token) {
        return new RunnerContext(Map.of(ResultsAccess.URL, url, ResultsAccess.TOKEN, token));
    }
}
