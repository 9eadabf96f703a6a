package dev.greenlight.actions;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.history.Repository;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.FakeProgress;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository with one finding, checked through the door with the real git and a flake8 that finds the word {@code bad} in the files where it
 * runs, so that a tree of before is really looked at. */
abstract class CheckedRepository {
    static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @TempDir
    Path workspace;

    final FakeProgress progress = new FakeProgress();
    final Map<String, String> environment = new HashMap<>(Map.of("PATH", Repository.PATH));
    final FakeCommands commands = new FakeCommands()
            .on("git ", command -> new LocalCommands().run(command))
            .on("flake8 ", CheckedRepository::flake8)
            .prints("bandit ", "{\"results\":[],\"errors\":[],\"metrics\":{\"./a.py\":{}}}")
            .prints("gitleaks ", "[]");
    Repository repository;
    Instant now = NOW;

    @BeforeEach
    void a_repository_with_a_finding() {
        repository = new Repository(workspace);
        repository
                .write(".gitignore", "greenlight-reports/\n")
                .write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /health }
                        """)
                .write("backend/a.py", "one\nbad x\ntwo\n")
                .commit("one");
        repository.git("checkout", "--quiet", "-b", "side");
    }

    static Ending flake8(Command command) {
        StringBuilder output = new StringBuilder();
        try (Stream<Path> files = Files.walk(command.directory())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).contains("bad")) {
                        output.append("./%s:%d:1: X100 bad word\n"
                                .formatted(command.directory().relativize(file), i + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Ending.Exited(output.isEmpty() ? 0 : 1, output + Folders.FLAKE8_CLEAN, "", Duration.ofMillis(1));
    }

    Report open(Map<String, String> given) {
        Map<String, String> values = Presets.of("quality", Map.of("memory", "false"));
        values.putAll(given);
        return new QualityDoor()
                .open(
                        new Inputs(values),
                        new Surroundings(
                                workspace,
                                workspace,
                                environment,
                                commands,
                                progress,
                                Clock.fixed(now, ZoneOffset.UTC)));
    }

    static List<String> places(Report report) {
        return report.findings().stream()
                .map(finding -> finding.location().orElseThrow().toString())
                .toList();
    }

    static List<String> reasons(Report report) {
        return report.verdict() instanceof Verdict.Failed failed ? failed.reasons() : List.of();
    }

    static String section(Report report, String title) {
        return report.sections().stream()
                .filter(section -> section.title().equals(title))
                .map(Section::markdown)
                .findFirst()
                .orElse("");
    }

    static String file(Report report, String name) {
        try {
            StringWriter text = new StringWriter();
            Objects.requireNonNull(report.documents().get(name)).writeTo(text, value -> value);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void waive(String expires) {
        repository.write("greenlight-waivers.yml", """
                version: 1
                waivers:
                  - { rule: X100, path: backend/**, owner: ann, reason: written by a tool, expires: %s }
                """.formatted(expires));
    }
}
