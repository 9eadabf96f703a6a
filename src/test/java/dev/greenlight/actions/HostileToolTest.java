package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.greenlight.runner.ReadingRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program with a flake8 that prints what a hostile or careless one would. */
class HostileToolTest {
    private static final String TOKEN = "ghs_a-token-that-nobody-may-see";

    @TempDir
    Path workspace;

    @TempDir
    Path outside;

    private final Map<String, String> environment = new HashMap<>();
    private final ReadingRunner runner = new ReadingRunner();

    @BeforeEach
    void a_step() throws IOException {
        Files.createDirectory(workspace.resolve("backend"));
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                """);
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        environment.put("GITHUB_TOKEN", TOKEN);
        environment.put("INPUT_CHECKS", "flake8");
        environment.put("INPUT_MEMORY", "false");
        environment.put("PATH", outside + ":/usr/bin:/bin");
        for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(file, Files.createFile(outside.resolve(file)).toString());
        }
    }

    /** @param report what the tool prints, a byte for each character */
    private int run(String report) throws IOException {
        Files.write(outside.resolve("report"), report.getBytes(StandardCharsets.ISO_8859_1));
        Path tool = outside.resolve("flake8");
        Files.writeString(tool, "#!/bin/sh\ncat '" + outside.resolve("report") + "'\nexit 1\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Program.of(environment, workspace, runner.out, false).run(List.of("quality"));
    }

    private String report(String name) throws IOException {
        return Files.readString(workspace.resolve("greenlight-reports").resolve(name));
    }

    private JsonNode findings() throws IOException {
        return new JsonMapper().readTree(report("quality.json")).path("findings");
    }

    /** All that leaves the step, the reports among it. */
    private String everything() throws IOException {
        StringBuilder all = new StringBuilder(String.join("\n", runner.read().shown))
                .append(String.join("\n", runner.annotations))
                .append(Files.readString(outside.resolve("GITHUB_OUTPUT")))
                .append(Files.readString(outside.resolve("GITHUB_STEP_SUMMARY")));
        try (Stream<Path> files = Files.list(workspace.resolve("greenlight-reports"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void a_secret_that_a_tool_prints_is_in_no_report() throws IOException {
        assertThat(run("./a.py:1:1: X100 the token is %s\n./%s.py:1:1: X100 as a name\n".formatted(TOKEN, TOKEN)))
                .as(runner.raw())
                .isEqualTo(1);
        assertThat(findings()).hasSize(2);
        assertThat(everything()).contains("the token is ***").doesNotContain(TOKEN);
    }

    @Test
    void commands_to_the_runner_and_to_a_shell_stay_words() throws Exception {
        assertThat(run("./; rm -rf ~ $(reboot).py:1:1: X100 ::error::forged\n"
                        + "./::set-output name=outcome::passed:2:1: X100 ##[add-mask]all ]]> </testsuites>\n"
                        + "./`id`|<script>@everyone.py:3:1: X100 [link](javascript:x) %0A::warning::forged\n"))
                .as(runner.raw())
                .isEqualTo(1);
        assertThat(findings()).hasSize(3);
        assertThat(runner.read().annotations)
                .as("the verdict and the three findings")
                .hasSize(4)
                .allMatch(annotation -> annotation.startsWith("error "));
        assertThat(ReadingRunner.values(Files.readString(outside.resolve("GITHUB_OUTPUT"))))
                .containsEntry("outcome", "failed");
        String summary = Files.readString(outside.resolve("GITHUB_STEP_SUMMARY"));
        assertThat(summary).doesNotContain("<script>", "@everyone", "[link](");
        assertThat(summary.lines().map(String::strip).filter(line -> line.startsWith("greenlight ")))
                .containsExactly("greenlight quality --checks flake8");
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        assertThat(xml.parse(new ByteArrayInputStream(report("quality.xml").getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("failure")
                        .getLength())
                .isEqualTo(3);
        assertThat(new JsonMapper().readTree(report("quality.sarif")).at("/runs/0/results"))
                .hasSize(3);
    }

    @Test
    void a_name_that_is_no_utf_8_is_told_and_known_again() throws IOException {
        String finding = "./caf\u00e9\u00ff.py:1:1: X100 bad\n";
        assertThat(run(finding)).as(runner.raw()).isEqualTo(1);
        assertThat(findings().at("/0/path").asText()).isEqualTo("backend/caf\ufffd\ufffd.py");
        Files.copy(
                workspace.resolve("greenlight-reports/quality-baseline.json"),
                workspace.resolve("greenlight-baseline.json"));
        environment.put("INPUT_BASELINE", "file");
        assertThat(run(finding)).as(runner.raw()).isZero();
        assertThat(findings().at("/0/standing").asText()).isEqualTo("old");
    }

    @Test
    void a_report_that_is_cut_off_or_no_report_at_all_is_never_green() throws IOException {
        assertThat(run("./a.py:1:1: X100 bad\n./b.p")).as(runner.raw()).isEqualTo(1);
        assertThat(report("quality.json")).contains("\"result\" : \"no-report\"");
        assertThat(run("\u0000\u0001\u0002".repeat(1000))).isEqualTo(1);
        assertThat(report("quality.sarif")).contains("\"executionSuccessful\":false");
    }

    @Test
    void ten_thousand_findings_in_one_line_of_one_file_are_all_told() throws IOException {
        assertThat(run("./a.py:1:1: X100 bad\n".repeat(10_000)))
                .as(runner.raw())
                .isEqualTo(1);
        assertThat(findings()).hasSize(10_000);
        assertThat(findings().findValuesAsText("fingerprint")).doesNotHaveDuplicates();
        assertThat(Files.size(outside.resolve("GITHUB_STEP_SUMMARY"))).isLessThan(1024 * 1024);
        assertThat(runner.read().annotations).hasSize(10);
    }
}
