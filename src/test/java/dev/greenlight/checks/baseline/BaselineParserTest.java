package dev.greenlight.checks.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.Finding;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineParserTest {
    private static final List<Finding> FINDINGS = List.of(
            new Finding("flake8", "F401", Severity.ERROR, Optional.of(new Location("a\"\n.py", 1, 1)), "unused"),
            new Finding("npm", "r s3cret", Severity.NOTE, Optional.empty(), "whole"));
    private static final List<Mark> MARKS = new Marker(path -> List.of("import os")).mark(FINDINGS);

    private static String written() throws IOException {
        StringWriter text = new StringWriter();
        new BaselineDocument("abc", FINDINGS, MARKS).writeTo(text, value -> value.replace("s3cret", "***"));
        return text.toString();
    }

    private static Baseline read(String text) throws IOException {
        return BaselineParser.parse(new StringReader(text), "base.json");
    }

    @Test
    void what_one_run_writes_another_reads() throws IOException {
        assertThat(read(written())).isEqualTo(new Baseline("abc", MARKS));
        assertThat(written().lines()).as("one line a finding").hasSize(3);
        assertThat(written()).contains("\"rule\":\"r ***\"").doesNotContain("s3cret");
    }

    @Test
    void a_baseline_may_be_empty() throws IOException {
        assertThat(read("{\"version\":1,\"findings\":[]}").marks()).isEmpty();
        assertThat(read("{\"version\":1,\"made by\":{\"a\":[1]},\"findings\":[]}")
                        .commit())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"version\":1}",
                "{\"version\":2,\"findings\":[]}",
                "{\"findings\":[]}",
                "{\"version\":1,\"findings\":{}}",
                "{\"version\":1,\"findings\":[],\"findings\":[]}",
                "{\"version\":1,\"findings\":[]} {}",
                "{\"version\":1,\"findings\":[1]}",
                "{\"version\":1,\"findings\":[{}]}",
                "{\"version\":1,\"findings\":[{\"path\":\"a\",\"content\":\"0123456789abcdef0123456789abcdef\"}]}",
                "{\"version\":1,\"findings\":[{\"content\":\"x\",\"line\":\"0123456789abcdef0123456789abcdef\"}]}",
                "{\"version\":1,\"findings\":[{\"path\":1}]}",
                "{\"version\":{\"a\":1},\"findings\":[]}",
                "no json"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("base.json:1: ")
                .hasMessageContaining("of an earlier run");
    }

    @Test
    void half_a_baseline_is_refused_with_its_line() throws IOException {
        String text = written();
        assertThatThrownBy(() -> read(text.substring(0, text.length() - 10)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("base.json:3: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                        | an object
            {"version":1,"findings":[1]}              | an object for each finding
            {"version":1,"findings":[{"content":"x"}]} | content and line of 32 hexadecimal digits
            {"version":1,"findings":[{"path":1}]}     | a text for path
            """)
    void what_is_refused_is_told_with_what_belongs_there(String text, String accepted) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.faults())
                                .singleElement()
                                .extracting(InvalidInput.Fault::accepted)
                                .isEqualTo(accepted));
    }
}
