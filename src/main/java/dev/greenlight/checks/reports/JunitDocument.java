package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.report.Document;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Checks as test results: a suite for each tool and service, a failed case for each finding that fails the run, a skipped one for each that does
 * not, an error for a tool that did not tell all, and a passed case for a tool that found nothing.
 *
 * @param failOn the least grave finding that fails the run
 * @see <a href="https://github.com/testmoapp/junitxml">The form, which no standard describes</a>
 */
public record JunitDocument(List<Account> accounts, Severity failOn) implements Document {
    public JunitDocument {
        accounts = List.copyOf(accounts);
    }

    @Override
    public void writeTo(Writer to, UnaryOperator<String> redact) throws IOException {
        to.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"quality\">\n");
        for (Account account : accounts) {
            suite(to, account, redact);
        }
        to.write("</testsuites>\n");
    }

    private void suite(Writer to, Account account, UnaryOperator<String> redact) throws IOException {
        int failures = (int) account.findings().stream().filter(this::fails).count();
        int errors = account.complete() ? 0 : 1;
        int skipped = account.findings().size() - failures;
        int passed = account.complete() && account.findings().isEmpty() ? 1 : 0;
        String name = account.tool() + " on " + account.service();
        to.write("<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\">\n"
                .formatted(
                        xml(name),
                        failures + errors + skipped + passed,
                        failures,
                        errors,
                        skipped,
                        seconds(account.took())));
        if (passed == 1) {
            to.write("<testcase name=\"nothing found\" classname=\"" + xml(name) + "\"/>\n");
        }
        if (errors == 1) {
            to.write("<testcase name=\"ran to its end\" classname=\"" + xml(name) + "\"><error message=\""
                    + xml(redact.apply(account.trouble())) + "\"/></testcase>\n");
        }
        for (Assessed one : account.findings()) {
            testcase(to, name, one, redact);
        }
        to.write("</testsuite>\n");
    }

    private void testcase(Writer to, String suite, Assessed one, UnaryOperator<String> redact) throws IOException {
        Finding finding = one.finding();
        String where = finding.location().map(Object::toString).orElse("the project");
        to.write("<testcase name=\"" + xml(redact.apply(finding.rule() + " " + where)) + "\" classname=\"" + xml(suite)
                + "\">");
        String message = xml(redact.apply(finding.message()));
        if (fails(one)) {
            to.write("<failure type=\"" + finding.severity().name().toLowerCase(Locale.ROOT) + "\" message=\"" + message
                    + "\"/>");
        } else {
            String standing = one.counts() ? finding.severity().name().toLowerCase(Locale.ROOT) : one.standing();
            to.write("<skipped message=\"" + standing + ": " + message + "\"/>");
        }
        to.write("</testcase>\n");
    }

    private boolean fails(Assessed one) {
        return one.counts() && one.finding().severity().atLeast(failOn);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** Escaped for an attribute; what XML cannot hold at all becomes the replacement character. */
    static String xml(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                case '\r' -> safe.append("&#13;");
                case '\t' -> safe.append("&#9;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
