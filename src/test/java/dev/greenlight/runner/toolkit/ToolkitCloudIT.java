package dev.greenlight.runner.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.runner.artifacts.Archive;
import dev.greenlight.runner.artifacts.Artifact;
import dev.greenlight.runner.artifacts.ArtifactName;
import dev.greenlight.runner.artifacts.Artifacts;
import dev.greenlight.runner.caches.CacheKey;
import dev.greenlight.runner.caches.Caches;
import dev.greenlight.runner.caches.Kept;
import dev.greenlight.runner.results.Patience;
import dev.greenlight.runner.results.TestingResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub's own packages and these clients on the same service: what the one leaves, the other finds, byte by byte. */
class ToolkitCloudIT {
    private static final Path SCRIPTS = Path.of("src/test/resources/toolkit");
    private static final Path INSTALLED = Path.of("target/toolkit").toAbsolutePath();

    @TempDir
    Path temp;

    private final TestingResults service = new TestingResults();

    /** Once for a build folder and a set of versions, those of all that the packages depend on among them. */
    @BeforeAll
    static void install() throws IOException {
        String wanted = Files.readString(SCRIPTS.resolve("package-lock.json"));
        Path done = INSTALLED.resolve("installed.json");
        Files.createDirectories(INSTALLED);
        if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
            Files.writeString(INSTALLED.resolve("package-lock.json"), wanted);
            Files.writeString(INSTALLED.resolve("package.json"), Files.readString(SCRIPTS.resolve("package.json")));
            run(INSTALLED, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            Files.writeString(done, wanted);
        }
        Files.writeString(INSTALLED.resolve("toolkit.js"), Files.readString(SCRIPTS.resolve("toolkit.js")));
    }

    @BeforeEach
    void a_job() throws IOException {
        Files.createDirectories(temp.resolve("workspace"));
        Files.createDirectories(temp.resolve("runner_temp"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void an_artifact_of_ours_is_downloaded_by_theirs() throws IOException {
        Path from = folder();
        Artifact sent =
                new Artifacts(service.access(), Patience.SHORT).send(new ArtifactName("reports"), Archive.of(from));
        Path to = temp.resolve("to");
        JsonNode fetched = toolkit("fetch", "reports", to.toString());
        assertThat(fetched.path("digest").asText()).isEqualTo(sent.digest());
        assertThat(fetched.path("digestMismatch").asBoolean(true)).isFalse();
        assertThat(fetched.path("size").asLong()).isEqualTo(sent.size());
        assertThat(digests(to)).isEqualTo(digests(from)).hasSize(3);
    }

    @Test
    void an_artifact_of_theirs_is_downloaded_by_ours() throws IOException {
        Path from = folder();
        List<String> arguments = new ArrayList<>(List.of("send", "theirs", from.toString()));
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        JsonNode sent = toolkit(arguments.toArray(String[]::new));
        Path to = temp.resolve("to");
        Artifact fetched = new Artifacts(service.access(), Patience.SHORT)
                .fetch(new ArtifactName("theirs"), to)
                .orElseThrow();
        assertThat(fetched.digest()).isEqualTo("sha256:" + sent.path("digest").asText());
        assertThat(fetched.id()).isEqualTo(sent.path("id").asText());
        assertThat(digests(to)).isEqualTo(digests(from)).hasSize(3);
    }

    @Test
    void a_cache_entry_of_ours_is_restored_by_theirs() throws IOException {
        Path workspace = temp.resolve("workspace");
        Path kept = Files.createDirectories(workspace.resolve("memory"));
        Files.write(kept.resolve("entry.bin"), noise(300_000));
        byte[] before = Files.readAllBytes(kept.resolve("entry.bin"));
        run(workspace, Map.of(), List.of("tar", "-czf", "../memory.tgz", "memory"));
        Files.delete(kept.resolve("entry.bin"));
        Caches ours = new Caches(service.access(), Patience.SHORT, version("memory"));
        assertThat(ours.keep(new CacheKey("checks-main-1"), out -> Files.copy(temp.resolve("memory.tgz"), out)))
                .isInstanceOf(Kept.Now.class);
        JsonNode restored = toolkit("restore", "memory", "checks-main-2", "checks-main-");
        assertThat(restored.path("key").asText()).isEqualTo("checks-main-1");
        assertThat(kept.resolve("entry.bin")).hasBinaryContent(before);
    }

    @Test
    void a_cache_entry_of_theirs_is_found_by_ours_and_stays_theirs() throws IOException {
        Path workspace = temp.resolve("workspace");
        Path kept = Files.createDirectories(workspace.resolve("memory"));
        Files.write(kept.resolve("entry.bin"), noise(300_000));
        assertThat(toolkit("keep", "checks-main-1", "memory").path("id").asLong())
                .isPositive();
        Caches ours = new Caches(service.access(), Patience.SHORT, version("memory"));
        Path file = temp.resolve("restored.tgz");
        assertThat(ours.fetch(new CacheKey("checks-"), List.of(), file)).contains(new CacheKey("checks-main-1"));
        Path to = Files.createDirectory(temp.resolve("to"));
        run(to, Map.of(), List.of("tar", "-xzf", file.toString()));
        assertThat(digests(to)).isEqualTo(digests(workspace)).hasSize(1);
        assertThat(ours.keep(new CacheKey("checks-main-1"), out -> out.write(1)))
                .isEqualTo(new Kept.Already());
    }

    @Test
    void a_file_larger_than_the_heap_goes_and_comes() throws IOException {
        Path from = Files.createDirectory(temp.resolve("large"));
        for (int i = 0; i < 6; i++) {
            Files.write(from.resolve("part-" + i), noise(16 * 1024 * 1024));
        }
        run(from, Map.of(), List.of("sh", "-c", "cat part-* > whole && rm part-*"));
        Path to = temp.resolve("to");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        run(
                temp,
                service.variables(),
                List.of(
                        java,
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ThereAndBack.class.getName(),
                        from.toString(),
                        to.toString()));
        assertThat(Files.size(to.resolve("whole"))).isEqualTo(96 * 1024 * 1024);
        assertThat(digests(to)).isEqualTo(digests(from));
    }

    /** As GitHub's package says which bytes an entry has: its paths, how they are packed, and a word that it may change. */
    private static String version(String path) {
        return HexFormat.of().formatHex(sha256((path + "|gzip|1.0").getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode toolkit(String... arguments) throws IOException {
        Map<String, String> variables = new HashMap<>(service.variables());
        variables.put("ACTIONS_CACHE_SERVICE_V2", "true");
        variables.put("GITHUB_WORKSPACE", temp.resolve("workspace").toString());
        variables.put("RUNNER_TEMP", temp.resolve("runner_temp").toString());
        variables.put("PATH", pathWithoutZstd());
        List<String> line =
                new ArrayList<>(List.of("node", INSTALLED.resolve("toolkit.js").toString()));
        line.addAll(List.of(arguments));
        String printed = run(temp.resolve("workspace"), variables, line);
        return new JsonMapper().readTree(printed.lines().toList().getLast());
    }

    /** The package packs with zstd where there is one, which the tests then could not unpack everywhere. */
    private String pathWithoutZstd() throws IOException {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        for (String program : List.of("node", "tar", "gzip")) {
            if (!Files.exists(bin.resolve(program))) {
                String found = run(temp, Map.of(), List.of("sh", "-c", "command -v " + program))
                        .strip();
                Files.writeString(bin.resolve(program), "#!/bin/sh\nexec '" + found + "' \"$@\"\n");
                Files.setPosixFilePermissions(bin.resolve(program), PosixFilePermissions.fromString("rwx------"));
            }
        }
        return bin.toString();
    }

    private static String run(Path folder, Map<String, String> variables, List<String> line) {
        Command command = Command.of(folder, line)
                .withEnvironment(Map.of("PATH", System.getenv("PATH"), "HOME", System.getenv("HOME")))
                .withEnvironment(variables)
                .within(Duration.ofMinutes(5));
        Ending ending = new LocalCommands().run(command);
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(exited.code())
                                .as(exited.output() + exited.errors())
                                .isZero());
        return ((Ending.Exited) ending).output();
    }

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("from"));
        Files.createDirectories(folder.resolve("logs/träume"));
        Files.writeString(folder.resolve("quality.json"), "{\"outcome\":\"passed\"}");
        Files.writeString(folder.resolve("logs/empty.log"), "");
        Files.write(folder.resolve("logs/träume/夢.bin"), noise(9_000_000));
        return folder;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(
                        folder.relativize(file).toString(), HexFormat.of().formatHex(sha256(Files.readAllBytes(file))));
            }
        }
        return digests;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
