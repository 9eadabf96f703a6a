package dev.greenlight.suites.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JUnitParserTest {
    private static final String WHOLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="vitest tests" tests="99" failures="98">
              <testsuite name="src/App.test.tsx" tests="4">
                <testcase classname="src/App.test.tsx" name="shows dreams" time="0.1"/>
                <testcase classname="src/App.test.tsx" name="träumt 夢" time="0.1">
                  <failure message="expected 1 to be 2" type="AssertionError">at src/App.test.tsx:7</failure>
                </testcase>
              </testsuite>
              <testsuite name="dreams.tests">
                <properties><property name="x" value="y"/></properties>
                <testcase classname="dreams.tests.SharingTest" name="test_token" file="dreams/tests/test_sharing.py" line="12">
                  <system-out>printed <![CDATA[<failure>]]></system-out>
                  <error type="KeyError"><![CDATA[
            Traceback
            KeyError: 'token']]></error>
                </testcase>
                <testcase classname="dreams.tests.SharingTest" name="test_later"><skipped message="later"/></testcase>
              </testsuite>
            </testsuites>
            """;

    @Test
    void every_test_is_counted_once_whatever_the_sums_say() {
        Tally tally = JUnitParser.parse(WHOLE).orElseThrow();
        assertThat(tally.tests()).isEqualTo(4);
        assertThat(tally.skipped()).isEqualTo(1);
        assertThat(tally.executed()).isEqualTo(3);
        assertThat(tally.failed())
                .containsExactly(
                        new Tally.FailedTest(
                                "src/App.test.tsx › träumt 夢",
                                "expected 1 to be 2",
                                Optional.of("src/App.test.tsx"),
                                0),
                        new Tally.FailedTest(
                                "dreams.tests.SharingTest › test_token",
                                "Traceback",
                                Optional.of("dreams/tests/test_sharing.py"),
                                12));
    }

    @Test
    void an_empty_report_is_none_and_one_without_tests_counts_none() {
        assertThat(JUnitParser.parse("")).isEmpty();
        assertThat(JUnitParser.parse("  \n")).isEmpty();
        assertThat(JUnitParser.parse("<testsuites/>")).contains(Tally.NOTHING);
        assertThat(JUnitParser.parse("<testsuite tests=\"5\"></testsuite>")).contains(Tally.NOTHING);
    }

    @Test
    void a_broken_report_is_none() {
        for (int length : new int[] {30, 80, 300, 700, WHOLE.length() - 16}) {
            assertThat(JUnitParser.parse(WHOLE.substring(0, length)))
                    .as("%d characters", length)
                    .isEmpty();
        }
        assertThat(JUnitParser.parse("<coverage line-rate=\"1\"></coverage>")).isEmpty();
        assertThat(JUnitParser.parse("{\"testsuites\":1}")).isEmpty();
    }

    @Test
    void a_failure_without_message_or_place_has_neither() {
        assertThat(JUnitParser.parse("<testsuite><testcase name='t'><failure/></testcase></testsuite>")
                        .orElseThrow()
                        .failed())
                .containsExactly(new Tally.FailedTest("t", "it gave no message", Optional.empty(), 0));
        assertThat(JUnitParser.parse(
                                "<testsuite><testcase><error message=' '> \n boom\n</error><failure/></testcase></testsuite>")
                        .orElseThrow()
                        .failed())
                .containsExactly(new Tally.FailedTest("a test without a name", "boom", Optional.empty(), 0));
    }

    @Test
    void a_class_is_no_file_and_a_word_is_no_line() {
        assertThat(JUnitParser.parse(
                                "<testsuite><testcase classname='a.B' name='t' line='ten'><failure message='m'/></testcase></testsuite>")
                        .orElseThrow()
                        .failed())
                .containsExactly(new Tally.FailedTest("a.B › t", "m", Optional.empty(), 0));
    }

    @Test
    void markup_inside_a_failure_is_part_of_it_and_the_next_test_is_still_read() {
        Tally tally = JUnitParser.parse(
                        "<testsuite><testcase name='a'><failure><pre>boom</pre></failure></testcase><testcase name='b'/></testsuite>")
                .orElseThrow();
        assertThat(tally.tests()).isEqualTo(2);
        assertThat(tally.failed()).containsExactly(new Tally.FailedTest("a", "boom", Optional.empty(), 0));
    }

    @Test
    void not_even_the_reports_own_entities_are_put_in() {
        assertThat(JUnitParser.parse("""
                <!DOCTYPE testsuites [<!ENTITY x "expanded">]>
                <testsuites><testcase name="t"><failure>&x;</failure></testcase></testsuites>""").stream()
                        .flatMap(tally -> tally.failed().stream())
                        .map(Tally.FailedTest::message))
                .noneMatch(message -> message.contains("expanded"));
    }

    @Test
    void lines_may_end_as_on_windows_and_the_report_begin_late() {
        assertThat(JUnitParser.parse("\r\n" + WHOLE.replace("\n", "\r\n")))
                .map(Tally::tests)
                .contains(4);
    }

    @Test
    void no_entity_is_ever_followed() {
        assertThat(JUnitParser.parse("""
                <!DOCTYPE testsuites [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <testsuites><testcase name="t"><failure>&x;</failure></testcase></testsuites>""").stream()
                        .flatMap(tally -> tally.failed().stream())
                        .map(Tally.FailedTest::message))
                .noneMatch(message -> message.contains("root:"));
    }
}
