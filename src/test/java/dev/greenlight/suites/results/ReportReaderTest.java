package dev.greenlight.suites.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.suites.results.ReportReader.LeftFile;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportReaderTest {
    private static final LeftFile ONE = new LeftFile("junit.xml", "<testsuite><testcase name='a'/></testsuite>");
    private static final LeftFile COVERAGE = new LeftFile("coverage.xml", "<coverage line-rate=\"0.5\"></coverage>");

    @Test
    void all_reports_of_a_suite_are_one() {
        SuiteReport report = ReportReader.read(
                List.of(ONE, COVERAGE, new LeftFile("more.xml", ONE.text()), new LeftFile("pom.xml", "<project/>")),
                "");
        assertThat(report).isEqualTo(new SuiteReport.Counted(new Tally(2, 0, List.of()), OptionalDouble.of(50)));
    }

    @Test
    void a_report_that_is_empty_or_broken_makes_all_unusable() {
        assertThat(ReportReader.read(List.of(ONE, new LeftFile("TEST-x.xml", "")), ""))
                .isEqualTo(new SuiteReport.Unusable("TEST-x.xml is empty"));
        assertThat(ReportReader.read(
                        List.of(new LeftFile("junit.xml", "<testsuite><testcase")), "Ran 3 tests in 1s\nOK"))
                .isEqualTo(new SuiteReport.Unusable("junit.xml is not whole JUnit XML"));
    }

    @Test
    void the_log_is_the_report_where_there_is_no_file() {
        assertThat(ReportReader.read(List.of(COVERAGE), "Ran 3 tests in 1.0s\n\nOK\n")
                        .tally()
                        .tests())
                .isEqualTo(3);
    }

    @Test
    void nothing_is_no_report() {
        assertThat(ReportReader.read(List.of(), "all is well")).isInstanceOf(SuiteReport.Unusable.class);
        assertThat(ReportReader.read(List.of(COVERAGE), "")).isInstanceOf(SuiteReport.Unusable.class);
    }
}
