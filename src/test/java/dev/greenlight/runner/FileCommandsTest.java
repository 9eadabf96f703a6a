package dev.greenlight.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.FileCommands.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCommandsTest {
    @TempDir
    Path folder;

    private Path file;
    private FileCommands commands;

    @BeforeEach
    void prepare() throws IOException {
        file = Files.createFile(folder.resolve("output"));
        Iterator<String> tokens = List.of("a", "b", "c").iterator();
        commands = new FileCommands(
                new RunnerContext(Map.of("GITHUB_OUTPUT", file.toString(), "GITHUB_ENV", file.toString())),
                tokens::next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "two\nlines",
                "ends with a line end\n",
                "\n",
                "100 % and %0A",
                "::set-output name=x::y",
                "greenlight_a",
                "before\ngreenlight_a\nafter=x\n",
                "greenlight_a greenlight_b",
                "NAME<<EOF\nvalue\nEOF",
                "windows\r\nline",
                "ünïcode 😀"
            })
    void a_value_arrives_as_it_is(String value) throws IOException {
        commands.write(Target.OUTPUT, "verdict", value);
        assertThat(ReadingRunner.values(Files.readString(file))).isEqualTo(Map.of("verdict", value));
    }

    @Test
    void what_another_wrote_before_stays() throws IOException {
        Files.writeString(file, "other=1\n");
        commands.write(Target.OUTPUT, "mine", "2");
        assertThat(ReadingRunner.values(Files.readString(file))).isEqualTo(Map.of("other", "1", "mine", "2"));
    }

    @Test
    void a_missing_file_is_named_with_its_variable_and_the_remedy() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> commands.write(Target.OUTPUT, "verdict", "x"))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContainingAll("verdict", "GITHUB_OUTPUT", file.toString());
    }

    @Test
    void an_unset_variable_is_named() {
        assertThatThrownBy(() -> commands.write(Target.STATE, "x", "y"))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("GITHUB_STATE is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a<<b", "a\nb"})
    void a_name_that_would_end_its_entry_early_is_a_defect(String name) {
        assertThatThrownBy(() -> commands.write(Target.OUTPUT, name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void node_options_is_never_handed_on() {
        assertThatThrownBy(() -> commands.write(Target.ENV, "NODE_OPTIONS", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
