package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_has_just_changed_has_none_and_each_later_change_makes_another() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(Stamp.of(file)).isEmpty();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Await.until(
                "the stamps", () -> Stamp.of(file).isPresent() && Stamp.of(link).isPresent());
        Optional<Stamp> first = Stamp.of(file);
        assertThat(Stamp.of(file)).isEqualTo(first);
        assertThat(Stamp.of(link)).isNotEqualTo(first);

        FileTime date = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, date);
        assertThat(Stamp.of(file)).isNotEqualTo(first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        assertThat(Stamp.of(file)).isNotEqualTo(first);
        assertThat(Stamp.of(folder.resolve("absent"))).isEmpty();
    }
}
