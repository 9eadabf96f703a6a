package dev.greenlight.checks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLinesTest {
    @TempDir
    Path top;

    private FolderLines lines() throws IOException {
        return new FolderLines(Files.createDirectories(top.resolve("work")));
    }

    @Test
    void a_file_in_any_encoding_has_its_lines() throws IOException {
        FolderLines lines = lines();
        Files.write(top.resolve("work/a.py"), new byte[] {'a', '\r', '\n', (byte) 0xff, '\n'});
        assertThat(lines.of("a.py")).containsExactly("a", "\u00ff");
        assertThat(lines.has("a.py")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "no.py", "folder", "../secret", "/etc/passwd", "link", "loop", "a\u0000b", "large"})
    void what_is_no_file_of_the_folder_has_none(String path) throws IOException {
        FolderLines lines = lines();
        Files.createDirectory(top.resolve("work/folder"));
        Files.writeString(top.resolve("secret"), "secret");
        Files.createSymbolicLink(top.resolve("work/link"), top.resolve("secret"));
        Files.createSymbolicLink(top.resolve("work/loop"), Path.of("loop"));
        try (RandomAccessFile large =
                new RandomAccessFile(top.resolve("work/large").toFile(), "rw")) {
            large.setLength(11L * 1024 * 1024);
        }
        assertThat(lines.of(path)).isEmpty();
    }
}
