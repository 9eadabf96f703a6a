package dev.greenlight.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {
    private static final String TEXT = """
            version: 1
            services:
              backend: { kind: django, path: backend, port: 8000, health: /api/health }
            """;
    private static final Path FILE = Path.of("greenlight.yml");

    @TempDir
    Path workspace;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path outside;

    @Test
    void a_good_file_is_read_with_or_without_a_byte_order_mark() throws IOException {
        write(TEXT);
        assertThat(ProjectFile.read(workspace, FILE).services()).containsKey("backend");
        write("\uFEFF" + TEXT);
        assertThat(ProjectFile.read(workspace, FILE).services()).containsKey("backend");
    }

    @Test
    void a_folder_that_is_not_checked_out_is_no_fault() throws IOException {
        write(TEXT);
        assertThat(workspace.resolve("backend")).doesNotExist();
        ProjectFile.read(workspace, FILE);
    }

    @Test
    void no_file_a_folder_and_an_empty_file_are_refused() throws IOException {
        refused("no file");
        Files.createDirectory(workspace.resolve("greenlight.yml"));
        refused("a folder");
        Files.delete(workspace.resolve("greenlight.yml"));
        write("");
        refused("the file is empty");
    }

    @Test
    void a_huge_file_is_refused_unread() throws IOException {
        write("#".repeat(1024 * 1024 + 1));
        refused("at most 1 MiB");
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_the_line_and_the_byte() throws IOException {
        Files.write(workspace.resolve("greenlight.yml"), (TEXT + "# Zürich\n").getBytes(StandardCharsets.ISO_8859_1));
        refused("greenlight.yml:4: 'byte 0xFC' is not accepted; expected text in UTF-8");
        Files.write(workspace.resolve("greenlight.yml"), TEXT.getBytes(StandardCharsets.UTF_16));
        refused("greenlight.yml:1: 'byte 0xFE'");
    }

    @Test
    void a_file_that_a_link_fetches_from_outside_is_refused() throws IOException {
        Path elsewhere = Files.writeString(outside.resolve("greenlight.yml"), TEXT);
        Files.createSymbolicLink(workspace.resolve("greenlight.yml"), elsewhere);
        refused("a file inside the workspace");
        assertThatThrownBy(() -> ProjectFile.read(workspace, elsewhere))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a file inside the workspace");
        assertThatThrownBy(() -> ProjectFile.read(
                        workspace, Path.of("..", outside.getFileName().toString(), "greenlight.yml")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_service_whose_folder_is_a_link_to_the_outside_is_refused_with_its_line() throws IOException {
        write(TEXT);
        Files.createSymbolicLink(workspace.resolve("backend"), outside);
        refused("greenlight.yml:3 services.backend.path: 'backend' is not accepted; "
                + "expected a folder inside the workspace");
    }

    @Test
    void a_service_whose_folder_is_a_file_is_refused() throws IOException {
        write(TEXT);
        Files.createFile(workspace.resolve("backend"));
        refused("a folder, not a file");
    }

    @Test
    void a_file_in_a_subfolder_is_named_by_its_place_in_the_workspace() throws IOException {
        Files.createDirectory(workspace.resolve("app"));
        Files.writeString(workspace.resolve("app/greenlight.yml"), "version: 2");
        assertThatThrownBy(() -> ProjectFile.read(workspace, Path.of("app/greenlight.yml")))
                .hasMessageContaining("app/greenlight.yml:1 version");
    }

    private void write(String text) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yml"), text);
    }

    private void refused(String part) {
        assertThatThrownBy(() -> ProjectFile.read(workspace, FILE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(part);
    }
}
