package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenlight.process.Commands;
import dev.greenlight.runner.ReadingRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program with an ESLint that prints what a hostile or a careless one would. */
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
        Files.writeString(workspace.resolve("greenlight.yml"), """
                version: 1
                services:
                  web: { kind: react, path: web, port: 8080, health: /health }
                """);
        String lock = "{\"packages\":{\"node_modules/eslint\":{\"version\":\"9.0.0\"}}}";
        Files.createDirectories(workspace.resolve("web/node_modules/.bin"));
        Files.writeString(workspace.resolve("web/package.json"), "{\"devDependencies\":{\"eslint\":\"9.0.0\"}}");
        Files.writeString(workspace.resolve("web/eslint.config.js"), "export default [];\n");
        Files.writeString(workspace.resolve("web/package-lock.json"), lock);
        Files.writeString(workspace.resolve("web/node_modules/.package-lock.json"), lock);
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_WORKSPACE", workspace.toString());
        environment.put("GITHUB_TOKEN", TOKEN);
        environment.put("INPUT_CHECKS", "eslint");
        environment.put("INPUT_MEMORY", "false");
        environment.put("PATH", "/usr/bin:/bin");
        for (String file : List.of("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")) {
            environment.put(file, Files.createFile(outside.resolve(file)).toString());
        }
    }

    /** @param printed what the tool prints, a byte for each character */
    private int run(String printed) throws IOException {
        Files.write(outside.resolve("report"), printed.getBytes(StandardCharsets.ISO_8859_1));
        return runTool("cat '" + outside.resolve("report") + "'; exit 1");
    }

    private int runTool(String script) throws IOException {
        Path tool = workspace.resolve("web/node_modules/.bin/eslint");
        Files.writeString(tool, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Program.of(environment, workspace, runner.out, false).run(List.of("quality"));
    }

    private static String finding(String path, String message) {
        return "{\"filePath\":%s,\"messages\":[{\"ruleId\":\"no-bad\",\"severity\":2,\"message\":%s,\"line\":1,\"column\":1}]}"
                .formatted(TextNode.valueOf(path), TextNode.valueOf(message));
    }

    private static String all(String... findings) {
        return "[" + String.join(",", findings) + "]\n";
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
        assertThat(run(all(finding("a.js", "the token is " + TOKEN), finding(TOKEN + ".js", "as a name"))))
                .as(runner.raw())
                .isEqualTo(1);
        assertThat(findings()).hasSize(2);
        assertThat(everything()).contains("the token is ***").doesNotContain(TOKEN);
    }

    @Test
    void commands_to_the_runner_and_to_a_shell_stay_words() throws Exception {
        assertThat(run(all(
                        finding("; rm -rf ~ $(reboot)\n::error::forged.js", "::error::forged"),
                        finding("::set-output name=outcome::passed.js", "##[add-mask]all ]]> </testsuites>"),
                        finding(
                                "`id`|<script>@everyone.js",
                                "[link](javascript:x) %0A::warning::forged\n::notice::forged"))))
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
                .containsExactly("greenlight quality --checks eslint");
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
        String printed = all(finding("caf\u00e9\u00ff.js", "bad"));
        assertThat(run(printed)).as(runner.raw()).isEqualTo(1);
        assertThat(findings().at("/0/path").asText()).isEqualTo("web/caf\ufffd\ufffd.js");
        Files.copy(
                workspace.resolve("greenlight-reports/quality-baseline.json"),
                workspace.resolve("greenlight-baseline.json"));
        environment.put("INPUT_BASELINE", "file");
        assertThat(run(printed)).as(runner.raw()).isZero();
        assertThat(findings().at("/0/standing").asText()).isEqualTo("old");
    }

    @Test
    void a_report_that_is_cut_off_or_no_report_at_all_is_never_green() throws IOException {
        String whole = all(finding("a.js", "bad"));
        assertThat(run(whole.substring(0, whole.length() - 5))).as(runner.raw()).isEqualTo(1);
        assertThat(report("quality.json")).contains("\"result\" : \"no-report\"");
        assertThat(run("\u0000\u0001\u0002".repeat(1000))).isEqualTo(1);
        assertThat(report("quality.sarif")).contains("\"executionSuccessful\":false");
    }

    /** More than is kept of a report, which would be whole. */
    @Test
    void a_report_of_a_hundred_megabytes_is_told_to_be_too_long() throws IOException {
        int code = runTool("printf '[{\"filePath\":\"a.js\",\"messages\":[],\"source\":\"'"
                + "; head -c 104857600 /dev/zero | tr '\\000' x; printf '\"}]'");
        assertThat(code)
                .as(runner.raw().substring(0, Math.min(2000, runner.raw().length())))
                .isEqualTo(1);
        assertThat(report("quality.json")).contains("\"result\" : \"no-report\"", Commands.CUT_OFF);
        assertThat(runner.raw()).hasSizeLessThan(100_000);
    }

    @Test
    void ten_thousand_findings_in_one_line_of_one_file_are_all_told() throws IOException {
        String[] findings = new String[10_000];
        Arrays.fill(findings, finding("a.js", "bad"));
        assertThat(run(all(findings))).isEqualTo(1);
        assertThat(findings()).hasSize(10_000);
        assertThat(findings().findValuesAsText("fingerprint")).doesNotHaveDuplicates();
        assertThat(Files.size(outside.resolve("GITHUB_STEP_SUMMARY"))).isLessThan(1024 * 1024);
        assertThat(runner.read().annotations).hasSize(10);
    }
}
