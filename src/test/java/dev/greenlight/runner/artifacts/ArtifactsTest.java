package dev.greenlight.runner.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenlight.report.ExternalFailure;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.ResultsAccess;
import dev.greenlight.runner.results.TestingResults;
import dev.greenlight.secrets.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a results service on loopback. */
class ArtifactsTest {
    private static final Patience QUICK = new Patience(3, Duration.ZERO);
    private static final ArtifactName NAME = new ArtifactName("reports");

    @TempDir
    Path temp;

    private final TestingResults service = new TestingResults();
    private final Artifacts artifacts = new Artifacts(service.access(), QUICK);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void what_is_sent_comes_back_byte_by_byte() throws IOException {
        Path from = folder();
        Artifact sent = artifacts.send(NAME, Archive.of(from));
        assertThat(sent.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(sent.size()).isEqualTo(service.artifact("reports").length);
        assertThat(sent.id()).isEqualTo("1");
        Path to = temp.resolve("to");
        assertThat(artifacts.fetch(NAME, to)).contains(sent);
        assertThat(contents(to)).isEqualTo(contents(from)).hasSize(3);
    }

    @Test
    void fetched_files_replace_those_of_the_same_name_and_leave_the_others() throws IOException {
        artifacts.send(NAME, Archive.of(folder()));
        Path to = Files.createDirectories(temp.resolve("to"));
        Files.writeString(to.resolve("quality.json"), "old");
        Files.writeString(to.resolve("test.json"), "kept");
        artifacts.fetch(NAME, to);
        assertThat(to.resolve("quality.json")).hasContent("{}");
        assertThat(to.resolve("test.json")).hasContent("kept");
    }

    @Test
    void a_link_is_not_sent_nor_what_it_leads_to() throws IOException {
        Path from = folder();
        Files.createSymbolicLink(from.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(from.resolve("etc"), Path.of("/etc"));
        artifacts.send(NAME, Archive.of(from));
        Path to = temp.resolve("to");
        artifacts.fetch(NAME, to);
        assertThat(contents(to)).hasSize(3);
        Path link = Files.createSymbolicLink(temp.resolve("link"), from);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.send(new ArtifactName("linked"), Archive.of(link)))
                .withMessageContaining("there is no file for it");
    }

    @Test
    void a_name_is_taken_once_in_a_run() throws IOException {
        Path from = folder();
        artifacts.send(NAME, Archive.of(from));
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.send(NAME, Archive.of(from)))
                .withMessageContaining("an artifact of that name already")
                .satisfies(failure -> assertThat(failure.remedy()).contains("reports-2"));
    }

    @Test
    void an_artifact_that_nobody_left_is_absent() {
        assertThat(artifacts.fetch(NAME, temp.resolve("to"))).isEmpty();
    }

    @Test
    void a_service_that_stumbles_is_asked_again() throws IOException {
        service.stumble(503, 429);
        service.blobs().stumble(500, 503);
        Artifact sent = artifacts.send(NAME, Archive.of(folder()));
        service.stumble(502);
        service.blobs().stumble(504);
        assertThat(artifacts.fetch(NAME, temp.resolve("to"))).contains(sent);
    }

    @Test
    void a_service_that_goes_on_failing_is_an_external_failure() throws IOException {
        Path from = folder();
        service.stumble(500, 500, 500);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.send(NAME, Archive.of(from)))
                .withMessageContaining("leave the artifact 'reports'")
                .withMessageContaining("status 500");
        assertThat(service.calls()).hasSize(3);
    }

    @Test
    void a_storage_that_goes_on_failing_leaves_no_artifact() throws IOException {
        Path from = folder();
        service.blobs().stumble(500, 500, 500);
        assertThatExceptionOfType(ExternalFailure.class).isThrownBy(() -> artifacts.send(NAME, Archive.of(from)));
        assertThat(artifacts.fetch(NAME, temp.resolve("to"))).isEmpty();
    }

    @Test
    void a_refusal_is_told_at_once_in_the_services_words() throws IOException {
        Path from = folder();
        service.stumble(403);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.send(NAME, Archive.of(from)))
                .withMessageContaining("status 403: try again");
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void another_jobs_token_is_not_accepted() throws IOException {
        ResultsAccess known = service.access();
        ResultsAccess wrong = new ResultsAccess(known.origin(), Secret.of("other"), known.run(), known.job());
        Path from = folder();
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> new Artifacts(wrong, QUICK).send(NAME, Archive.of(from)))
                .withMessageContaining("does not accept this job's token")
                .withMessageNotContaining("other");
    }

    @Test
    void a_service_that_is_not_there_is_an_external_failure_without_a_signature() throws IOException {
        Path from = folder();
        service.close();
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.send(NAME, Archive.of(from)))
                .withMessageContaining("could not be reached");
    }

    @Test
    void a_download_that_ends_early_is_fetched_again() throws IOException {
        Artifact sent = artifacts.send(NAME, Archive.of(folder()));
        service.blobs().cutShort(2);
        assertThat(artifacts.fetch(NAME, temp.resolve("to"))).contains(sent);
    }

    @Test
    void a_download_that_always_ends_early_unpacks_nothing() throws IOException {
        artifacts.send(NAME, Archive.of(folder()));
        service.blobs().cutShort(3);
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.fetch(NAME, temp.resolve("to")))
                .withMessageNotContaining("sig=");
        assertThat(temp.resolve("to")).doesNotExist();
    }

    @Test
    void other_bytes_than_those_sent_are_refused_by_their_digest() throws IOException {
        artifacts.send(NAME, Archive.of(folder()));
        service.blobs().corrupt(zip("quality.json"));
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> artifacts.fetch(NAME, temp.resolve("to")))
                .withMessageContaining("it arrived with the digest sha256:");
        assertThat(temp.resolve("to")).doesNotExist();
    }

    @Test
    void a_large_folder_goes_in_blocks() throws IOException {
        Path from = Files.createDirectory(temp.resolve("large"));
        byte[] noise = new byte[1024 * 1024];
        new Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(from.resolve("large.bin"))) {
            for (int i = 0; i < 20; i++) {
                out.write(noise);
            }
        }
        Artifact sent = artifacts.send(NAME, Archive.of(from));
        assertThat(service.blobs().blocks()).isEqualTo(3);
        assertThat(artifacts.fetch(NAME, temp.resolve("to"))).contains(sent);
        assertThat(temp.resolve("to/large.bin")).hasSameBinaryContentAs(from.resolve("large.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.txt", "/tmp/out.txt", "a/../../out.txt", "..\\out.txt", "a/..", ".", "a\0b"})
    void a_name_that_leads_out_of_the_folder_stops_all_of_it(String name) throws IOException {
        Path zip = Files.write(temp.resolve("hostile.zip"), zip("first.txt", name));
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> Archive.unpack("try", zip, temp.resolve("to")));
        assertThat(temp.resolve("out.txt")).doesNotExist();
        assertThat(temp.resolve("to/first.txt")).doesNotExist();
    }

    @Test
    void a_link_in_the_folder_is_not_written_through() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path to = Files.createDirectory(temp.resolve("to"));
        Files.createSymbolicLink(to.resolve("logs"), outside);
        Files.createSymbolicLink(to.resolve("report.json"), outside.resolve("report.json"));
        Path through = Files.write(temp.resolve("through.zip"), zip("logs/build.log"));
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> Archive.unpack("try", through, to))
                .withMessageContaining("through a link");
        Archive.unpack("try", Files.write(temp.resolve("in-place.zip"), zip("report.json")), to);
        assertThat(outside).isEmptyDirectory();
        assertThat(to.resolve("report.json")).isRegularFile();
    }

    @Test
    void what_is_no_zip_is_refused() throws IOException {
        Path file = Files.writeString(temp.resolve("text.zip"), "<html>not a zip</html>");
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> Archive.unpack("try", file, temp.resolve("to")))
                .withMessageContaining("it is no whole zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a/b", "a\\b", "a:b", "a*", "a?", "\"a\"", "<a>", "a|b", "a\nb", "a\rb"})
    void a_name_that_the_service_would_refuse_is_no_name(String name) {
        assertThat(ArtifactName.parse(name)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new ArtifactName(name));
    }

    @Test
    void a_name_has_at_most_255_characters() {
        assertThat(ArtifactName.parse("a".repeat(255))).isPresent();
        assertThat(ArtifactName.parse("a".repeat(256))).isEmpty();
        assertThat(ArtifactName.parse("greenlight reports (1) träume")).isPresent();
    }

    private Path folder() throws IOException {
        Path from = Files.createDirectories(temp.resolve("from/logs/träume"));
        Path top = temp.resolve("from");
        Files.writeString(top.resolve("quality.json"), "{}");
        Files.writeString(top.resolve("logs/empty.log"), "");
        Files.writeString(from.resolve("夢.log"), "a\nb\n".repeat(10_000));
        return top;
    }

    private static byte[] zip(String... names) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("bad".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> contents = new java.util.ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(folder.relativize(file) + "=" + Files.readString(file));
            }
            return contents;
        }
    }
}
