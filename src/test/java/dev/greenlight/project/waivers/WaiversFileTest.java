package dev.greenlight.project.waivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaiversFileTest {
    @TempDir
    Path workspace;

    @Test
    void a_repository_without_the_usual_file_has_no_waivers() {
        assertThat(WaiversFile.read(workspace, workspace.resolve(WaiversFile.NAME)))
                .isEmpty();
    }

    @Test
    void a_file_that_was_named_must_be_there() {
        assertThatThrownBy(() -> WaiversFile.read(workspace, workspace.resolve("quality/waivers.yml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no file");
    }

    @Test
    void the_usual_file_is_read_and_must_be_a_file_in_utf_8() throws IOException {
        Path file = workspace.resolve(WaiversFile.NAME);
        Files.writeString(file, """
                version: 1
                waivers:
                  - { rule: F401, path: a.py, owner: ann, reason: so, expires: 2026-12-31 }
                """);
        assertThat(WaiversFile.read(workspace, file)).hasSize(1);
        Files.write(file, new byte[] {'v', ':', (byte) 0xff});
        assertThatThrownBy(() -> WaiversFile.read(workspace, file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("UTF-8");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("nowhere"));
        assertThatThrownBy(() -> WaiversFile.read(workspace, file)).isInstanceOf(InvalidInput.class);
    }
}
