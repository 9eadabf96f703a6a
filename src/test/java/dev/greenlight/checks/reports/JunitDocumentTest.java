package dev.greenlight.checks.reports;

import static dev.greenlight.checks.assessment.Assessments.counting;
import static dev.greenlight.checks.assessment.Assessments.old;
import static dev.greenlight.checks.assessment.Assessments.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.assessment.Assessments;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitDocumentTest {
    private static Element read(Account... accounts) throws Exception {
        StringWriter text = new StringWriter();
        new JunitDocument(List.of(accounts), Severity.WARNING).writeTo(text, value -> value.replace("s3cret", "***"));
        assertThat(text.toString()).doesNotContain("s3cret");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static int count(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        return nodes.getLength();
    }

    @Test
    void each_check_is_a_suite_and_each_finding_a_case() throws Exception {
        Element root = read(
                new Account(
                        "flake8",
                        "backend",
                        "",
                        Duration.ofMillis(1234),
                        List.of(
                                counting("E1", Severity.ERROR, "a.py", 1),
                                waived(counting("E2", Severity.ERROR, "a.py", 2)),
                                old(counting("E3", Severity.ERROR, "a.py", 3)))),
                new Account("eslint", "frontend", "", Duration.ZERO, List.of()),
                new Account("tsc", "frontend", "crashed <s3cret>", Duration.ZERO, List.of()));
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("flake8 on backend");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getAttribute("time")).isEqualTo("1.234");
        assertThat(count(root, "failure")).isEqualTo(1);
        assertThat(count(root, "skipped")).isEqualTo(2);
        assertThat(count(root, "error")).isEqualTo(1);
        assertThat(count(root, "testcase")).isEqualTo(5);
        assertThat(((Element) root.getElementsByTagName("error").item(0)).getAttribute("message"))
                .isEqualTo("crashed <***>");
        assertThat(((Element) root.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("waived: bad E2");
    }

    @Test
    void a_finding_that_does_not_fail_the_run_is_no_failure() throws Exception {
        Element root = read(new Account(
                "flake8",
                "backend",
                "",
                Duration.ZERO,
                List.of(counting("N1", Severity.NOTE, "a.py", 1), counting("W1", Severity.WARNING, "a.py", 2))));
        assertThat(count(root, "failure")).isEqualTo(1);
        assertThat(((Element) root.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("note: bad N1");
        assertThat(((Element) root.getElementsByTagName("testsuite").item(0)).getAttribute("failures"))
                .isEqualTo("1");
    }

    @Test
    void what_xml_cannot_hold_is_replaced_and_the_rest_is_kept() throws Exception {
        String hostile = "\"<>&'\n\t\u0000\u001b[31m\ud800 \ud83d\ude00 ]]> ::error:: s3cret";
        Finding finding =
                new Finding("flake8", "E1", Severity.ERROR, Optional.of(new Location("a\n\".py", 1, 0)), hostile);
        Element root = read(new Account("flake8", "backend", "", Duration.ZERO, List.of(Assessments.of(finding))));
        assertThat(((Element) root.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("\"<>&'\n\t\ufffd\ufffd[31m\ufffd \ud83d\ude00 ]]> ::error:: ***");
        assertThat(((Element) root.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("E1 a\n\".py:1");
    }
}
