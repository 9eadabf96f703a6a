package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final Fingerprint ONE = Fingerprint.of(List.of("one"));
    private static final Fingerprint TWO = Fingerprint.of(List.of("two"));

    @TempDir
    Path temp;

    private FolderMemory memory(Instant now) {
        return new FolderMemory(temp.resolve("a/b"), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void what_is_kept_is_found_again_by_another_run() {
        memory(NOW).keep(ONE, "first\n夢");
        assertThat(memory(NOW).find(ONE)).contains("first\n夢");
        assertThat(memory(NOW).find(TWO)).isEmpty();
        memory(NOW).keep(ONE, "second");
        assertThat(memory(NOW).find(ONE)).contains("second");
    }

    @Test
    void the_folder_is_its_owners_alone_and_no_draft_stays() throws IOException {
        memory(NOW).keep(ONE, "x");
        assertThat(Files.getPosixFilePermissions(temp.resolve("a/b")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(files()).containsExactly(ONE + ".entry");
    }

    @Test
    void what_nobody_asks_for_in_a_month_is_forgotten() throws IOException {
        memory(NOW).keep(ONE, "x");
        memory(NOW).keep(TWO, "x");
        Files.createTempFile(temp.resolve("a/b"), "draft-", ".tmp");
        memory(NOW.plus(Duration.ofDays(20))).find(ONE);
        memory(NOW.plus(Duration.ofDays(40))).forget();
        assertThat(files()).containsExactly(ONE + ".entry");
    }

    @Test
    void only_what_this_run_used_is_left_when_asked_for() throws IOException {
        memory(NOW).keep(ONE, "old");
        FolderMemory later = memory(NOW);
        later.keep(TWO, "new");
        later.forgetUnused();
        assertThat(files()).containsExactly(TWO + ".entry");
        FolderMemory reader = memory(NOW);
        reader.find(TWO);
        reader.forgetUnused();
        assertThat(files()).containsExactly(TWO + ".entry");
    }

    @Test
    void a_folder_that_cannot_be_is_no_failure() throws IOException {
        Files.writeString(temp.resolve("a"), "a file");
        memory(NOW).keep(ONE, "x");
        memory(NOW).forget();
        assertThat(memory(NOW).find(ONE)).isEmpty();
    }

    @Test
    void a_link_in_an_entrys_place_is_not_followed() throws IOException {
        memory(NOW).keep(ONE, "x");
        Path secret = Files.writeString(temp.resolve("secret"), "s");
        Files.createSymbolicLink(temp.resolve("a/b/" + TWO + ".entry"), secret);
        assertThat(memory(NOW).find(TWO)).isEmpty();
        memory(NOW).keep(TWO, "y");
        assertThat(secret).hasContent("s");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("a/b"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
