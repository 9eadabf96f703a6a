package dev.greenlight.checks.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.process.Deadline;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.FakeProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @TempDir
    Path folder;

    private final FakeProgress progress = new FakeProgress();
    private Set<String> ecosystems = new TreeSet<>(List.of("PyPI", "npm"));
    private Deadline deadline = Deadline.in(Duration.ofMinutes(1));

    private Map<String, String> bring(
            Optional<String> mirror, Optional<String> offline, Optional<String> safety, Duration age)
            throws IOException {
        Advisories advisories =
                new Advisories(Optional.empty(), mirror, Optional.empty(), Optional.empty(), offline, safety, age);
        return new AdvisoryDatabase(advisories, folder, Clock.fixed(NOW, ZoneOffset.UTC), progress)
                .bring(folder.resolve("target"), Set.of("osv-scanner", "safety"), ecosystems, deadline);
    }

    private Map<String, String> offline(Duration age) throws IOException {
        return bring(Optional.empty(), Optional.of("advisories"), Optional.empty(), age);
    }

    private void record(String ecosystem, String id, String modified) {
        Folders.write(
                folder,
                "advisories/" + ecosystem + "/" + id + ".json",
                "{\"id\":\"%s\",\"affected\":[{\"modified\":\"2026-11-29T00:00:00Z\"}],\"modified\":\"%s\"}"
                        .formatted(id, modified));
    }

    private Path archive(String ecosystem) {
        return folder.resolve("target/osv-scanner").resolve(ecosystem).resolve("all.zip");
    }

    @Test
    void records_become_the_archive_that_the_tool_reads() throws IOException {
        record("PyPI", "A-1", "2026-11-28T00:00:00Z");
        record("PyPI", "A-2", "2026-11-01T00:00:00Z");
        Folders.write(folder, "advisories/PyPI/README.md", "# no record");
        record("npm", "B-1", "2026-11-29T00:00:00Z");
        assertThat(offline(Duration.ofHours(48))).isEmpty();
        try (ZipFile zip = new ZipFile(archive("PyPI").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("A-1.json", "A-2.json");
        }
        assertThat(progress.told()).anyMatch(line -> line.contains("Advisories for PyPI: 2, the newest of 2026-11-28"));
    }

    @Test
    void an_archive_is_taken_as_it_is() throws IOException {
        Path given = folder.resolve("advisories/npm/all.zip");
        Files.createDirectories(given.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(given))) {
            zip.putNextEntry(new ZipEntry("B-1.json"));
            zip.write("{\"id\":\"B-1\",\"modified\":\"2026-11-29T00:00:00Z\"}".getBytes());
            zip.closeEntry();
        }
        assertThat(offline(Duration.ofHours(48))).isEmpty();
        assertThat(archive("npm")).hasSameBinaryContentAs(given);
        assertThat(archive("PyPI")).doesNotExist();
    }

    @Test
    void old_records_are_a_doubt_and_the_age_is_that_of_the_newest() throws IOException {
        record("PyPI", "A-1", "2026-11-20T00:00:00Z");
        record("PyPI", "A-2", "2026-11-25T00:00:00Z");
        assertThat(offline(Duration.ofHours(48)))
                .containsExactly(Map.entry(
                        "osv-scanner", "the advisories are older than 48 hours (the newest for PyPI of 2026-11-25)"));
        assertThat(offline(Duration.ofDays(5))).isEmpty();
        assertThat(offline(Duration.ZERO)).isEmpty();
    }

    @Test
    void what_has_no_date_is_a_doubt() throws IOException {
        Folders.write(folder, "advisories/PyPI/A-1.json", "{\"id\":\"A-1\"}");
        assertThat(offline(Duration.ZERO)).containsValue("the advisories for PyPI hold no record with a date");
        Folders.write(folder, "advisories/PyPI/A-1.json", "{\"modified\":");
        assertThat(offline(Duration.ZERO)).hasSize(1);
        Folders.write(folder, "advisories/PyPI/A-1.json", "{\"modified\":\"yesterday\"}");
        assertThat(offline(Duration.ZERO)).hasSize(1);
        Folders.write(folder, "advisories/PyPI/all.zip", "no archive");
        assertThat(offline(Duration.ZERO)).hasSize(1);
    }

    @Test
    void a_folder_that_leads_out_of_the_project_is_not_followed() throws IOException {
        Files.createDirectories(folder.resolve("advisories"));
        Files.createSymbolicLink(folder.resolve("advisories/PyPI"), Path.of("/etc"));
        assertThat(offline(Duration.ZERO)).isEmpty();
        assertThat(archive("PyPI")).doesNotExist();
    }

    @Test
    void an_archive_that_is_a_link_is_not_followed() throws IOException {
        Folders.write(folder, ".git/config", "tell-nobody");
        record("PyPI", "A-1", "2026-11-28T00:00:00Z");
        Files.createSymbolicLink(folder.resolve("advisories/PyPI/all.zip"), Path.of("../../.git/config"));
        assertThat(offline(Duration.ZERO))
                .containsExactly(Map.entry(
                        "osv-scanner",
                        "1 of the files with advisories for PyPI are links, which are not followed, such as all.zip"));
        assertThat(archive("PyPI")).doesNotExist();
    }

    @Test
    void a_record_that_is_a_link_is_not_followed() throws IOException {
        record("PyPI", "A-1", "2026-11-28T00:00:00Z");
        Files.createSymbolicLink(folder.resolve("advisories/PyPI/A-2.json"), Path.of("/proc/self/environ"));
        assertThat(offline(Duration.ZERO))
                .containsExactly(Map.entry(
                        "osv-scanner",
                        "1 of the files with advisories for PyPI are links, which are not followed, such as A-2.json"));
        assertThat(archive("PyPI")).doesNotExist();
    }

    @Test
    void what_is_kept_from_tools_comes_in_by_no_folder_that_leads_to_it() throws IOException {
        Folders.write(folder, "gha-creds-0123456789abcdef.json", "{\"private_key\":\"tell-nobody\"}");
        Folders.write(folder, "A-1.json", "{\"modified\":\"2026-11-28T00:00:00Z\"}");
        Folders.write(folder, ".git/A-2.json", "{\"modified\":\"2026-11-28T00:00:00Z\"}");
        Files.createDirectories(folder.resolve("advisories"));
        Files.createSymbolicLink(folder.resolve("advisories/PyPI"), folder);
        Files.createSymbolicLink(folder.resolve("advisories/npm"), Path.of("../.git"));
        assertThat(offline(Duration.ZERO)).isEmpty();
        try (ZipFile zip = new ZipFile(archive("PyPI").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("A-1.json");
        }
        assertThat(archive("npm")).doesNotExist();
    }

    @Test
    void a_mirror_is_downloaded_and_its_age_judged_too() throws IOException {
        try (AdvisoryServer server = new AdvisoryServer()) {
            Optional<String> mirror = Optional.of(server.address() + "/osv");
            assertThat(bring(mirror, Optional.empty(), Optional.empty(), Duration.ofHours(48)))
                    .isEmpty();
            assertThat(server.requests()).containsExactly("GET /osv/PyPI/all.zip", "GET /osv/npm/all.zip");
            try (ZipFile zip = new ZipFile(archive("npm").toFile())) {
                assertThat(zip.size()).isEqualTo(3);
            }
            assertThat(bring(mirror, Optional.empty(), Optional.empty(), Duration.ofHours(1)))
                    .hasEntrySatisfying(
                            "osv-scanner", doubt -> assertThat(doubt).contains("older than 1 hours"));
        }
    }

    @Test
    void for_tools_that_look_nothing_up_nothing_is_asked() throws IOException {
        try (AdvisoryServer server = new AdvisoryServer()) {
            Advisories advisories = new Advisories(
                    Optional.empty(),
                    Optional.of(server.address()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("safety"),
                    Duration.ofHours(1));
            assertThat(new AdvisoryDatabase(advisories, folder, Clock.systemUTC(), progress)
                            .bring(folder.resolve("target"), Set.of(), ecosystems, deadline))
                    .isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_mirror_that_refuses_or_is_not_there_is_a_doubt() throws IOException {
        String address;
        try (AdvisoryServer server = new AdvisoryServer()) {
            address = server.address();
            server.refuse(503);
            assertThat(bring(Optional.of(address), Optional.empty(), Optional.empty(), Duration.ZERO))
                    .containsValue("the mirror answered 503 for " + address + "/PyPI/all.zip");
        }
        assertThat(bring(Optional.of(address), Optional.empty(), Optional.empty(), Duration.ZERO))
                .hasEntrySatisfying(
                        "osv-scanner",
                        doubt -> assertThat(doubt).startsWith("the mirror gave no answer for " + address));
        assertThat(archive("PyPI")).doesNotExist();
    }

    @Test
    void safetys_database_has_a_date_of_its_own() throws IOException {
        Optional<String> safety = Optional.of("safety");
        assertThat(bring(Optional.empty(), Optional.empty(), safety, Duration.ZERO))
                .containsExactly(Map.entry("safety", "safety's database has no date"));
        Folders.write(folder, "safety/insecure.json", "{\"$meta\":{\"timestamp\":1795910400}}");
        assertThat(bring(Optional.empty(), Optional.empty(), safety, Duration.ofHours(168)))
                .isEmpty();
        Folders.write(folder, "safety/insecure_full.json", "{\"$meta\":{\"timestamp\":1625119202}}");
        assertThat(bring(Optional.empty(), Optional.empty(), safety, Duration.ofHours(168)))
                .containsEntry(
                        "safety", "the advisories are older than 168 hours (the newest for safety of 2021-07-01)");
        Folders.write(folder, "safety/insecure_full.json", "{\"$meta\":");
        assertThat(bring(Optional.empty(), Optional.empty(), safety, Duration.ZERO))
                .hasSize(1);
    }

    @Test
    void what_nothing_looks_up_is_not_asked_for() throws IOException {
        ecosystems = Set.of("npm");
        try (AdvisoryServer server = new AdvisoryServer()) {
            server.refuse(404);
            assertThat(bring(Optional.of(server.address()), Optional.empty(), Optional.empty(), Duration.ZERO))
                    .containsValue("the mirror answered 404 for " + server.address() + "/npm/all.zip");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_mirror_that_does_not_answer_takes_no_longer_than_there_is_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            deadline = Deadline.in(Duration.ofMillis(200));
            assertThat(bring(Optional.of(address), Optional.empty(), Optional.empty(), Duration.ZERO))
                    .hasEntrySatisfying(
                            "osv-scanner", doubt -> assertThat(doubt).startsWith("the mirror gave no answer for"));
            assertThat(deadline.gone()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void an_address_that_is_none_is_a_doubt() throws IOException {
        assertThat(bring(Optional.of("http://a b"), Optional.empty(), Optional.empty(), Duration.ZERO))
                .containsValue("the mirror's address is none: http://a b/PyPI/all.zip");
    }
}
