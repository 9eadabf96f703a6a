package dev.greenlight.suites.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnittestParserTest {
    @Test
    void a_good_run_is_counted() {
        Tally tally = UnittestParser.parse("""
                Found 45 test(s).
                ..s..
                ----------------------------------------------------------------------
                Ran 45 tests in 3.210s

                OK (skipped=2)
                Destroying test database for alias 'default'...
                """).orElseThrow();
        assertThat(tally.tests()).isEqualTo(45);
        assertThat(tally.skipped()).isEqualTo(2);
        assertThat(tally.failed()).isEmpty();
    }

    @Test
    void failures_are_named() {
        Tally tally = UnittestParser.parse("""
                ERROR: test_token (dreams.tests.SharingTest.test_token)
                FAIL: test_träume (dreams.tests.ListTest.test_träume)
                Ran 3 tests in 0.1s

                FAILED (failures=1, errors=1)
                """.replace("\n", "\r\n")).orElseThrow();
        assertThat(tally.failed())
                .extracting(Tally.FailedTest::name)
                .containsExactly(
                        "test_token (dreams.tests.SharingTest.test_token)",
                        "test_träume (dreams.tests.ListTest.test_träume)");
    }

    @Test
    void a_failed_run_that_names_no_test_still_failed() {
        assertThat(UnittestParser.parse("Ran 3 tests in 0.1s\nFAILED (failures=1)\n")
                        .orElseThrow()
                        .failed())
                .hasSize(1);
    }

    @Test
    void a_failed_run_of_no_test_names_none() {
        assertThat(UnittestParser.parse("Ran 0 tests in 0.0s\n\nFAILED (errors=1)\n"))
                .contains(Tally.NOTHING);
    }

    @Test
    void an_error_outside_any_test_counts_as_one() {
        Tally tally = UnittestParser.parse(
                        "ERROR: setUpClass (dreams.tests.X)\nRan 0 tests in 0.1s\n\nFAILED (errors=1)\n")
                .orElseThrow();
        assertThat(tally.tests()).isEqualTo(1);
        assertThat(tally.failed()).hasSize(1);
    }

    @Test
    void a_run_without_tests_counts_none() {
        assertThat(UnittestParser.parse("Ran 0 tests in 0.000s\n\nOK\n")).contains(Tally.NOTHING);
        assertThat(UnittestParser.parse("Ran 0 tests in 0.000s\n\nNO TESTS RAN\n"))
                .contains(Tally.NOTHING);
    }

    @Test
    void nothing_and_half_a_run_are_no_report() {
        assertThat(UnittestParser.parse("")).isEmpty();
        assertThat(UnittestParser.parse("OK\n")).isEmpty();
        assertThat(UnittestParser.parse("Ran 3 tests in 0.1s\n")).isEmpty();
        assertThat(UnittestParser.parse("Traceback\nImportError: no\n")).isEmpty();
    }

    @Test
    void the_last_of_several_runs_counts() {
        assertThat(UnittestParser.parse(
                        "FAIL: test_a (x)\nRan 3 tests in 0.1s\nFAILED (failures=1)\nRan 4 tests in 0.1s\nOK\n"))
                .contains(new Tally(4, 0, java.util.List.of()));
    }
}
