package dev.greenlight.suites.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageParserTest {
    @Test
    void cobertura_is_read() {
        assertThat(CoverageParser.parse("""
                <?xml version="1.0" ?>
                <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
                <coverage version="7.6" timestamp="1" lines-valid="300" line-rate="0.9567" branch-rate="0">
                  <packages><package name="träume" line-rate="0.1"/></packages>
                </coverage>""".replace("\n", "\r\n"))).isEqualTo(OptionalDouble.of(95.7));
    }

    @Test
    void istanbuls_summary_is_read() {
        assertThat(CoverageParser.parse(
                        "{\"total\":{\"lines\":{\"total\":10,\"pct\":88.25},\"branches\":{\"pct\":1}}}"))
                .isEqualTo(OptionalDouble.of(88.3));
    }

    @Test
    void nothing_covered_and_everything_covered_are_values() {
        assertThat(CoverageParser.parse("<coverage line-rate=\"0\"></coverage>"))
                .isEqualTo(OptionalDouble.of(0));
        assertThat(CoverageParser.parse("<coverage line-rate=\"1\"></coverage>"))
                .isEqualTo(OptionalDouble.of(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"total\":{\"lines\":{\"pct\":\"Unknown\"}}}",
                "{\"total\":{\"lines\"",
                "<coverage line-rate=\"0.5\">",
                "<coverage line-rate=\"1.5\"></coverage>",
                "<coverage line-rate=\"1.5.5\"></coverage>",
                "<coverage/>",
                "<testsuites/>"
            })
    void anything_else_is_none(String text) {
        assertThat(CoverageParser.parse(text)).isEmpty();
    }
}
