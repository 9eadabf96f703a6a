package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecollectionParserTest {
    private static final Fingerprint KEY = Fingerprint.of(List.of("key"));
    private static final Instant AT = Instant.parse("2026-11-29T10:00:00.123Z");
    private static final Recollection FOUND = new Recollection(
            new ToolRun.Found(List.of(
                    new Finding(
                            "flake8", "F401", Severity.ERROR, Optional.of(new Location("a/夢.py", 3, 7)), "unused\n::x"),
                    new Finding("tsc", "TS1", Severity.WARNING, Optional.of(Location.of("b.ts")), "as a whole"),
                    new Finding(
                            "osv",
                            "Y",
                            Severity.NOTE,
                            Optional.empty(),
                            "a dependency",
                            Optional.of(new Advisory("django", Set.of("CVE-1", "CVE-2")))),
                    new Finding("osv", "X", Severity.NOTE, Optional.empty(), "nowhere"))),
            Duration.ofMillis(1234),
            AT);

    @Test
    void what_is_written_is_read_again() {
        Recollection clean = new Recollection(new ToolRun.Clean(), Duration.ZERO, AT);
        assertThat(RecollectionParser.parse(KEY, RecollectionParser.write(KEY, FOUND)))
                .contains(FOUND);
        assertThat(RecollectionParser.parse(KEY, RecollectionParser.write(KEY, clean)))
                .contains(clean);
    }

    @Test
    void an_entry_of_another_fingerprint_is_none() {
        String text = RecollectionParser.write(KEY, FOUND);
        assertThat(RecollectionParser.parse(Fingerprint.of(List.of("other")), text))
                .isEmpty();
    }

    @Test
    void an_entry_that_differs_anywhere_is_none() {
        String text = RecollectionParser.write(KEY, FOUND);
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == '0' ? '1' : '0') + text.substring(i + 1);
            assertThat(RecollectionParser.parse(KEY, changed))
                    .as("changed at " + i)
                    .isEmpty();
            assertThat(RecollectionParser.parse(KEY, text.substring(0, i)))
                    .as("cut at " + i)
                    .isEmpty();
        }
        assertThat(RecollectionParser.parse(KEY, text + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{\"key\":\"K\",\"at\":\"2026-11-29T10:00:00Z\",\"millis\":1}",
                "{\"key\":\"K\",\"at\":\"today\",\"millis\":1,\"findings\":[]}",
                "{\"key\":\"K\",\"at\":\"2026-11-29T10:00:00Z\",\"millis\":\"1\",\"findings\":[]}",
                "{\"key\":\"K\",\"at\":\"2026-11-29T10:00:00Z\",\"millis\":1,\"findings\":[{}]}",
                "{\"key\":\"K\",\"at\":\"2026-11-29T10:00:00Z\",\"millis\":1,\"findings\":[{\"tool\":\"a\",\"rule\":\"b\",\"severity\":\"BAD\",\"message\":\"m\"}]}",
                "{\"key\":\"K\",\"at\":\"2026-11-29T10:00:00Z\",\"millis\":1,\"findings\":[{\"tool\":\"a\",\"rule\":\"b\",\"severity\":\"NOTE\",\"message\":\"m\",\"path\":\"\"}]}",
            })
    void a_whole_text_of_another_form_is_none(String json) {
        String text = json.replace("\"K\"", "\"" + KEY + "\"");
        assertThat(RecollectionParser.parse(KEY, Fingerprint.of(List.of(text)) + "\n" + text))
                .isEmpty();
    }
}
