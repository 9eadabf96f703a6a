package dev.greenlight.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushGateTest {
    private static String report(String verdict, String commit) {
        return "{\"action\":\"quality\",\"verdict\":\"%s\",\"commit\":\"%s\"}".formatted(verdict, commit);
    }

    private static java.util.List<String> judge(String commit, String report) {
        return PushGate.judge(commit, Map.of("quality", Optional.of(report)));
    }

    @Test
    void green_reports_of_this_commit_open_it() {
        assertThat(judge("abc", report("passed", "abc"))).isEmpty();
        assertThat(PushGate.judge("abc", Map.of())).isEmpty();
    }

    @Test
    void an_absent_report_closes_it() {
        assertThat(PushGate.judge("abc", Map.of("quality", Optional.empty())))
                .containsExactly("quality is required before a push, but it has left no report in greenlight-reports");
    }

    @Test
    void a_red_broken_or_foreign_report_closes_it() {
        assertThat(judge("abc", report("failed", "abc")))
                .singleElement()
                .asString()
                .contains("did not pass (failed)");
        assertThat(judge("abc", report("external-failure", "")))
                .singleElement()
                .asString()
                .contains("did not pass");
        assertThat(judge("abc", report("passed", "def")))
                .singleElement()
                .asString()
                .contains("commit def, not of abc");
        assertThat(judge("abc", "{\"verdict\":\"passed\"}"))
                .singleElement()
                .asString()
                .contains("(none)");
        assertThat(judge("abc", "{\"verdict\":")).singleElement().asString().contains("cannot be read");
        assertThat(judge("abc", "")).singleElement().asString().contains("cannot be read");
    }

    @Test
    void an_unknown_commit_closes_it_even_for_a_report_of_an_unknown_one() {
        assertThat(judge("", report("passed", ""))).singleElement().asString().contains("commit is unknown");
    }
}
