package dev.greenlight.releases.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionParserTest {
    @Test
    void it_reads_what_is_told_and_ignores_the_rest() {
        assertThat(VersionParser.parse("{\"version\":\" v2 \",\"commit\":\"abc\",\"revision\":\"web-1\",\"more\":[1]}"))
                .contains(new VersionParser.Running("web-1", "abc", "v2"));
        assertThat(VersionParser.parse("{\"commit\":\"abc\",\"revision\":null,\"version\":3}"))
                .contains(new VersionParser.Running("", "abc", ""));
    }

    @Test
    void what_names_nothing_is_empty() {
        assertThat(VersionParser.parse("")).isEmpty();
        assertThat(VersionParser.parse("null")).isEmpty();
        assertThat(VersionParser.parse("\"web-1\"")).isEmpty();
        assertThat(VersionParser.parse("{\"revision\":")).isEmpty();
        assertThat(VersionParser.parse("{\"revision\":\"\",\"other\":\"web-1\"}"))
                .isEmpty();
    }
}
