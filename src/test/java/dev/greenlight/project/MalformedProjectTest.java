package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Files that are no greenlight.yml at all. */
class MalformedProjectTest extends ProjectTexts {
    @Test
    void a_key_twice_is_refused_with_both_lines() {
        assertThat(faults(SERVICES + "version: 1\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:4 version")
                .contains("already in line 1");
    }

    @Test
    void malformed_yaml_is_refused_with_its_line() {
        assertThat(faults("version: 1\nservices:\n  backend: {kind: django\n  x: [\n"))
                .singleElement()
                .asString()
                .matches("(?s)greenlight.yml:[45]:.*expected YAML.*");
        assertThat(faults("version: 1\n\tservices: x\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:2:");
        assertThat(faults("version: 1\nservices: a\u0007b\n"))
                .singleElement()
                .asString()
                .startsWith("greenlight.yml:2: 'U+0007'");
        assertThat(faults("version: 1\n---\nversion: 1\n"))
                .singleElement()
                .asString()
                .contains("document");
    }

    @Test
    void an_empty_file_a_list_and_a_bare_word_are_refused() {
        assertThat(faults("")).singleElement().asString().contains("the file is empty");
        assertThat(faults("# only a comment\n")).singleElement().asString().contains("the file is empty");
        assertThat(faults("- version")).anyMatch(fault -> fault.contains("a mapping of keys to values"));
        assertThat(faults("version")).anyMatch(fault -> fault.contains("a mapping of keys to values"));
        assertThat(faults("version: 1\n")).singleElement().asString().contains("at least one service");
        assertThat(faults("version: 1\nservices:\n")).anyMatch(fault -> fault.contains("at least one service"));
    }

    @Test
    void an_alias_is_refused_before_it_can_grow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(faults(bomb.toString())).hasSize(58).allMatch(fault -> fault.contains("not an alias"));
        assertThat(faults("&a [*a]")).singleElement().asString().contains("'*a'");
    }

    @Test
    void an_abyss_of_brackets_is_refused() {
        assertThat(faults("version: " + "[".repeat(1_000_000)))
                .singleElement()
                .asString()
                .contains("at most 20 levels");
    }

    @Test
    void a_tag_that_would_make_an_object_makes_nothing() {
        assertThat(faults(SERVICES.replace("kind: django", "kind: !!java.net.URL [\"http://x\"]")))
                .singleElement()
                .asString()
                .contains("Global tag is not allowed");
    }

    @Test
    void a_huge_text_is_refused_unread() {
        String whole = "version: 1\nservices: { web: { kind: react, path: web, port: 80, health: /h } }\n#";
        assertThat(ProjectParser.read(whole + "x".repeat(1024 * 1024 - whole.length()), "greenlight.yml")
                        .project()
                        .services())
                .containsOnlyKeys("web");
        assertThat(faults("x".repeat(1024 * 1024 + 1)))
                .singleElement()
                .asString()
                .contains("at most 1 MiB");
    }
}
