package dev.greenlight.checks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesParserTest {
    @Test
    void each_letter_has_its_meaning() {
        String output =
                "A\0new\0M\0changed\0T\0link\0D\0gone\0R097\0old name\0new\nname\0C75\0from\0copy\0U\0both\0X\0odd\0";
        assertThat(ChangesParser.parse(output))
                .contains(new Changes(
                        Set.of("new", "changed", "link", "new\nname", "copy", "both", "odd"),
                        Map.of("new\nname", "old name"),
                        Set.of("gone", "old name")));
    }

    @Test
    void nothing_changed_is_an_answer() {
        assertThat(ChangesParser.parse("")).contains(Changes.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "A\0",
                "A\0new",
                "R100\0old\0",
                "R100\0old\0new",
                "A\0new\0\0M\0x\0",
                "A\0\0",
                "R100\0\0new\0",
                "R100\0old\0\0",
                "Q\0x\0",
                "fatal: no"
            })
    void anything_else_is_no_answer(String output) {
        assertThat(ChangesParser.parse(output.replace("\\0", "\0"))).isEmpty();
    }
}
