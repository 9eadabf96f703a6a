package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.actions.quality.LeftReport;
import dev.greenlight.checks.WaivedSubject;
import dev.greenlight.checks.advisories.AdvisoryServer;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with one defect for every tool, checked by the real tools in the built image, against advisories on loopback. */
class SeededDefectsContainerIT {
    /** Of the form of a real token, put together here so that no file of ours holds one. */
    private static final String TOKEN = String.join("", "ghp", "_oK3mW8qLz2RtXv5NpB7", "cYd4JhGf9SaEu1TQx");

    private static final String LODASH = """
                "node_modules/lodash": {
                  "version": "4.17.15",
                  "integrity": "sha512-8xOcRHvCjnocdS5cpwXQXVzmmh5e5+saE2QGoeQmbKmRS6J3VQppPOIt0MnmE+4xlZoumy0GPG0D0MVIQbNA1A=="
                },
            """;

    @TempDir
    Path folder;

    private ActionContainer action;

    @BeforeEach
    void a_copy_of_the_sample() throws IOException {
        action = ActionContainer.in(folder);
        SampleCopy.into(action.workspace());
        git("init", "--quiet", "--initial-branch=main");
        commit();
    }

    private void git(String... words) {
        List<String> line = new ArrayList<>(List.of(
                "git",
                "-C",
                action.workspace().toString(),
                "-c",
                "user.name=Team",
                "-c",
                "user.email=team@dreamcatchr.example"));
        line.addAll(List.of(words));
        Ending ending = new LocalCommands().run(ActionContainer.onHost(line));
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        ended ->
                                assertThat(ended.succeeded()).as(ended.errors()).isTrue());
    }

    private void commit() {
        git("add", "--all");
        git("commit", "--quiet", "--message", "change");
    }

    private String read(String name) throws IOException {
        return Files.readString(action.workspace().resolve(name));
    }

    private void replace(String name, String text, String other) throws IOException {
        assertThat(read(name)).contains(text);
        action.write(name, read(name).replace(text, other));
    }

    /** Replaces where the sample takes its advisories from. */
    private void advisories(String... lines) throws IOException {
        replace(
                "greenlight.yml",
                "  offline: advisories\n  maximum-age: none\n",
                String.join("", Stream.of(lines).map(line -> "  " + line + "\n").toList()));
    }

    private LeftReport report() throws IOException {
        return LeftReport.in(action.workspace());
    }

    private Set<String> found() throws IOException {
        return report().found();
    }

    private List<String> results() throws IOException {
        return report().results();
    }

    private int line(String name, String text) throws IOException {
        return read(name).lines().toList().indexOf(text) + 1;
    }

    @Test
    void the_sample_itself_is_clean_by_every_tool_that_needs_nobody() throws IOException {
        ActionContainer.Step step =
                action.runOn("none", "quality", "INPUT_CHECKS=flake8,bandit,osv-scanner,gitleaks,hadolint,compose");
        assertThat(step.code()).as(step.log()).isZero();
        assertThat(results())
                .containsExactlyInAnyOrder(
                        "flake8 on backend: clean",
                        "bandit on backend: clean",
                        "osv-scanner on backend: clean",
                        "osv-scanner on frontend: clean",
                        "gitleaks on repository: clean",
                        "gitleaks on history: clean",
                        "hadolint on repository: clean",
                        "compose on docker-compose.yml: clean");
    }

    @Test
    void every_tool_finds_its_defect_with_file_and_line_until_it_is_waived() throws IOException {
        seedSources();
        seedDependencies();
        try (AdvisoryServer server = new AdvisoryServer()) {
            advisories(
                    "osv: " + server.address(),
                    "osv-database: " + server.address() + "/osv",
                    "npm: " + server.address(),
                    "safety-db: advisories/safety",
                    "maximum-age: none");
            ActionContainer.Step step = action.runOn("host", "quality");
            assertThat(step.code()).as(step.log()).isEqualTo(1);
            assertThat(found())
                    .as(step.log())
                    .contains(
                            "flake8 F401 backend/core/defects.py:1",
                            "bandit B602 backend/core/defects.py:6",
                            "tsc TS2322 frontend/src/defect.ts:1",
                            "eslint @typescript-eslint/no-unused-vars frontend/src/defect.ts:2",
                            "gitleaks github-pat backend/core/defects.py:2",
                            "gitleaks github-pat scripts/removed.sh:1",
                            "hadolint DL3000 images/Dockerfile:2",
                            "compose schema docker-compose.yml:" + line("docker-compose.yml", "    nonsense: true"),
                            "actionlint expression .github/workflows/defect.yml:7",
                            "zizmor template-injection .github/workflows/defect.yml:7",
                            "pip-audit CVE-2020-1747 backend/requirements.txt:1",
                            "safety 38100 backend/requirements.txt:1",
                            "osv-scanner GHSA-6757-jp84-gxfx backend/requirements.txt:1",
                            "osv-scanner GHSA-35jh-r3h4-6jhm frontend/package-lock.json:"
                                    + line("frontend/package-lock.json", "    \"node_modules/lodash\": {"),
                            "npm-audit GHSA-35jh-r3h4-6jhm frontend/package-lock.json:"
                                    + line("frontend/package-lock.json", "    \"node_modules/lodash\": {"));
            assertThat(results()).hasSize(15).allMatch(result -> result.endsWith(": found"), step.log());
            assertThat(step.log()).doesNotContain(TOKEN);
            waiveAndExpire(found(), String.valueOf(step.outputs().get("findings")));
        }
    }

    /** What was found is gone from what counts while waivers hold, and back on the day after their last. */
    private void waiveAndExpire(Set<String> first, String findings) throws IOException {
        List<WaivedSubject> subjects = report().subjects();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        action.write("greenlight-waivers.yml", WaivedSubject.file(subjects, today.plusDays(30)));
        ActionContainer.Step waived = action.runOn("host", "quality");
        assertThat(waived.code()).as(waived.log()).isZero();
        assertThat(found()).isEqualTo(first);
        assertThat(report().standings()).containsExactly("waived");
        assertThat(waived.outputs())
                .containsEntry("findings", findings)
                .containsEntry("waived", findings)
                .containsEntry("new-findings", "0");
        assertThat(Files.readString(action.commands().resolve("summary"))).doesNotContain("unused, remove it");

        action.write("greenlight-waivers.yml", WaivedSubject.file(subjects, today.minusDays(1)));
        ActionContainer.Step expired = action.runOn("host", "quality");
        assertThat(expired.code()).as(expired.log()).isEqualTo(1);
        assertThat(found()).isEqualTo(first);
        assertThat(report().standings()).containsExactly("expired");
        assertThat(expired.outputs()).containsEntry("waived", "0").containsEntry("new-findings", findings);
        assertThat(results()).hasSize(15).allMatch(result -> result.endsWith(": found"), expired.log());
    }

    private void seedSources() throws IOException {
        action.write("scripts/removed.sh", "curl -H 'Authorization: token %s' example.com\n".formatted(TOKEN));
        commit();
        Files.delete(action.workspace().resolve("scripts/removed.sh"));
        action.write("backend/core/defects.py", """
                import os
                TOKEN = '%s'


                def run(command):
                    import subprocess; return subprocess.call(command, shell=True)
                """.formatted(TOKEN))
                .write("frontend/src/defect.ts", "export const n: number = 'x';\nconst unused = 1;\n")
                .write("images/Dockerfile", "FROM debian:trixie-slim\nWORKDIR app\nUSER 1000\n")
                .write(".github/workflows/defect.yml", """
                        on: pull_request
                        jobs:
                          greet:
                            runs-on: ubuntu-latest
                            steps:
                              - name: Greet
                                run: echo "${{ github.event.pull_request.title }}"
                        """);
        replace("docker-compose.yml", "\nvolumes:\n", "    nonsense: true\n\nvolumes:\n");
        commit();
    }

    private void seedDependencies() throws IOException {
        action.write("backend/requirements.txt", "PyYAML==5.3\n" + read("backend/requirements.txt"))
                .write(
                        "advisories/safety/insecure.json",
                        "{\"$meta\":{\"timestamp\":1625119202},\"pyyaml\":[\"<5.3.1\"]}")
                .write("advisories/safety/insecure_full.json", """
                        {"$meta": {"timestamp": 1625119202},
                         "pyyaml": [{"advisory": "PyYAML before 5.3.1 executes what a file says. See: CVE-2020-1747.",
                                     "cve": "CVE-2020-1747", "id": "pyup.io-38100", "specs": ["<5.3.1"], "v": "<5.3.1"}]}
                        """);
        replace(
                "frontend/package.json",
                "  \"dependencies\": {\n",
                "  \"dependencies\": {\n    \"lodash\": \"4.17.15\",\n");
        replace(
                "frontend/package-lock.json",
                "      \"dependencies\": {\n        \"react\":",
                "      \"dependencies\": {\n        \"lodash\": \"4.17.15\",\n        \"react\":");
        String lock = read("frontend/package-lock.json");
        int first = lock.indexOf("    \"node_modules/");
        action.write("frontend/package-lock.json", lock.substring(0, first) + LODASH + lock.substring(first));
    }

    @Test
    void advisories_that_cannot_be_had_are_never_a_clean_audit() throws IOException {
        try (AdvisoryServer server = new AdvisoryServer()) {
            server.refuse(503);
            advisories("osv: " + server.address(), "osv-database: " + server.address(), "npm: " + server.address());
            ActionContainer.Step step = action.runOn("host", "quality", "INPUT_CHECKS=pip-audit,npm-audit,osv-scanner");
            assertThat(step.code()).as(step.log()).isEqualTo(1);
            assertThat(results())
                    .as(step.log())
                    .containsExactlyInAnyOrder(
                            "pip-audit on backend: part-skipped",
                            "osv-scanner on backend: part-skipped",
                            "osv-scanner on frontend: part-skipped",
                            "npm-audit on frontend: part-skipped");
        }
    }

    @Test
    void an_index_of_ones_own_is_asked_and_missed_when_it_knows_nothing() throws IOException {
        try (AdvisoryServer server = new AdvisoryServer()) {
            advisories("index: " + server.address());
            ActionContainer.Step clean = action.runOn("host", "quality", "INPUT_CHECKS=pip-audit");
            assertThat(clean.code()).as(clean.log()).isZero();
            assertThat(server.requests()).contains("GET /pypi/django/5.2.19/json");
            server.refuse(404);
            ActionContainer.Step step = action.runOn("host", "quality", "INPUT_CHECKS=pip-audit");
            assertThat(step.code()).as(step.log()).isEqualTo(1);
            assertThat(results()).containsExactly("pip-audit on backend: part-skipped");
        }
    }

    @Test
    void advisories_that_are_too_old_are_never_a_clean_audit() throws IOException {
        replace("greenlight.yml", "maximum-age: none", "maximum-age: 1m");
        ActionContainer.Step step = action.run("quality", "INPUT_CHECKS=osv-scanner");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log()).contains("the advisories are older than");
        assertThat(results())
                .containsExactly("osv-scanner on backend: part-skipped", "osv-scanner on frontend: part-skipped");
    }

    @Test
    void a_broken_greenlight_yml_is_refused_with_its_line() throws IOException {
        replace("greenlight.yml", "    kind: react\n", "    kind: angular\n");
        ActionContainer.Step step = action.run("quality");
        assertThat(step.code()).as(step.log()).isEqualTo(2);
        assertThat(step.log()).contains("greenlight.yml:" + line("greenlight.yml", "    kind: angular"));
    }
}
