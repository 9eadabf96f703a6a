package dev.greenlight.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.localcloud.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demonstration says of its own figures. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoReportTest {
    @TempDir
    Path folder;

    private static DemoReport report(double secondsToRestore) {
        DemoReport report = new DemoReport();
        report.add(new DemoReport.Release("v2", "released", "web-v2", 30, 0, ""));
        report.add(new DemoReport.Release("v3", "rolled-back", "web-v3", 5, secondsToRestore / 2, "its health"));
        report.add(new DemoReport.Release("v4", "rolled-back", "web-v4", 9, secondsToRestore, "errors"));
        return report;
    }

    @ParameterizedTest
    @CsvSource({
        "100,  3,   kept,     kept",
        "100,  3.1, kept,     not kept",
        "99.9, 3,   not kept, kept",
        "99.9, 3.1, not kept, not kept",
        "120,  0,   kept,     not kept",
    })
    void limits_are_in_the_report_and_a_way_back_that_was_not_timed_keeps_none(
            double rate, double restore, String rateVerdict, String restoreVerdict) throws IOException {
        DemoReport report = report(restore);
        Path file = folder.resolve("demo.json");
        report.write(file, new Tally(), rate, 0);
        JsonNode limits = new ObjectMapper().readTree(file.toFile()).path("limits");
        assertThat(limits)
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"requestsPerSecond\":{\"measured\":" + rate
                                + ",\"wanted\":\"at least 100\",\"verdict\":\"" + rateVerdict
                                + "\"},\"secondsToRestore\":{\"measured\":" + restore
                                + ",\"wanted\":\"at most 3\",\"verdict\":\"" + restoreVerdict + "\"}}"));
        assertThat(report.table(new Tally(), rate, 0))
                .contains(
                        "requests a second: " + rate + ", " + said(rateVerdict) + " (at least 100)",
                        "seconds to restore: " + restore + ", " + said(restoreVerdict) + " (at most 3)");
        assertThat(report.tellsRestores()).isEqualTo(restore > 0);
    }

    private static String said(String verdict) {
        return verdict.replace("not kept", "NOT KEPT");
    }

    @Test
    void the_figures_that_were_there_before_keep_their_names() throws IOException {
        Path file = folder.resolve("demo.json");
        report(0.3).write(file, new Tally(), 120, 4);
        JsonNode all = new ObjectMapper().readTree(file.toFile());
        assertThat(all.fieldNames()).toIterable().containsExactly("load", "releases", "rollback", "actions", "limits");
        assertThat(all.at("/load/requestsPerSecond").asDouble()).isEqualTo(120);
        assertThat(all.at("/load/canaryErrors").asInt()).isEqualTo(4);
        assertThat(all.at("/releases/2/secondsToRestore").asDouble()).isEqualTo(0.3);
    }

    @Test
    void how_late_metrics_are_is_said_as_it_is_asked_for_and_against_cloud_run() {
        DemoOptions options = DemoOptions.from(Map.of());
        List<String> command = options.cloudCommand(folder);
        String lag = command.get(command.indexOf("--metric-lag") + 1);
        assertThat(DemoOptions.quicker())
                .contains(
                        "--metric-lag " + lag + ")",
                        "about " + Options.Times.USUAL.metricLag().toSeconds() + " s late")
                .doesNotContain("\n");
    }
}
