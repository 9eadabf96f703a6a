package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real tools in the built image. */
class QualityContainerIT {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private ActionContainer action;

    @BeforeEach
    void a_django_service() throws IOException {
        action = ActionContainer.in(folder).write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /api/health }
                        """).write("backend/manage.py", "print('x')\n");
    }

    @Test
    void flake8_is_clean_on_clean_code_and_leaves_only_reports_and_logs() throws IOException {
        String before = DAY.format(Instant.now());
        ActionContainer.Step step = action.run("quality");
        String after = DAY.format(Instant.now());
        assertThat(step.code()).as(step.log()).isZero();
        assertThat(step.outputs()).containsEntry("outcome", "passed").containsEntry("findings", "0");
        try (Stream<Path> files = Files.walk(action.workspace())) {
            // The logs are of the day on which they were begun, which a midnight may have ended since.
            assertThat(files.map(file -> action.workspace().relativize(file).toString())
                            .map(file -> file.replaceFirst("-(" + before + "|" + after + ")\\.log$", "-DAY.log"))
                            .toList())
                    .containsExactlyInAnyOrder(
                            "",
                            "greenlight.yml",
                            "backend",
                            "backend/manage.py",
                            "greenlight-reports",
                            "greenlight-reports/quality.json",
                            "greenlight-reports/quality.md",
                            "greenlight-reports/quality.sarif",
                            "greenlight-reports/quality.xml",
                            "greenlight-reports/quality-baseline.json",
                            "test-logs",
                            "test-logs/.gitignore",
                            "test-logs/test-pipeline-DAY.log",
                            "test-logs/security-scan-DAY.log");
        }
    }

    @Test
    void flake8s_findings_are_annotations_at_their_places_by_the_teams_own_configuration() throws IOException {
        action.write("backend/.flake8", "[flake8]\nmax-line-length = 40\nstatistics = true\nshow-source = true\n")
                .write("backend/träume/夢.py", "import os\n\nx = '0123456789012345678901234567890123456789'   \n");
        ActionContainer.Step step = action.run("quality");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log())
                .contains("::error file=backend/träume/夢.py,line=1,col=1,title=flake8 F401::'os' imported but unused")
                .contains("file=backend/träume/夢.py,line=3,col=41,title=flake8 E501::")
                .contains("::warning file=backend/träume/夢.py,line=3,");
    }

    @Test
    void a_flake8_that_cannot_start_is_red_though_it_finds_nothing() throws IOException {
        action.write("backend/setup.cfg", "[flake8]\nmax-line-length = many\n");
        ActionContainer.Step step = action.run("quality");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log()).contains("crashed with exit code 1").contains("many");
    }

    @Test
    void a_project_gets_the_flake8_that_it_pins_with_its_plugins() throws IOException {
        action.write("backend/requirements-dev.txt", "flake8==7.1.2\nflake8-print==5.0.0\n");
        ActionContainer.Step step = action.run("quality", "INPUT_CHECKS=flake8");
        assertThat(step.log())
                .contains("Installing flake8 as backend pins it")
                .contains("::error file=backend/manage.py,line=1,col=1,title=flake8 T201::print found");
        assertThat(step.code()).isEqualTo(1);
    }

    @Test
    void a_check_is_another_user_without_a_credential_or_the_engine() throws IOException {
        action.write("backend/setup.cfg", """
                [flake8]
                [flake8:local-plugins]
                extension =
                    X1 = spy:Spy
                paths = .
                """).write("backend/spy.py", """
                import os


                class Spy:
                    name = 'spy'
                    version = '1'

                    def __init__(self, tree):
                        pass

                    def run(self):
                        secrets = [name for name in os.environ if 'GITHUB' in name or 'INPUT' in name]
                        writable = [path for path in ('/var/run/docker.sock', '/github/workspace/backend') if os.access(path, os.W_OK)]
                        yield 1, 0, f'X100 uid {os.getuid()} secrets {secrets} writable {writable}', type(self)
                """);
        ActionContainer.Step step = action.run("quality", "INPUT_CHECKS=flake8");
        // Those of the image that a tool has to itself: 32 after the one for all.
        assertThat(step.log()).containsPattern("uid 10(4[3-9]|[56][0-9]|7[0-4]) secrets \\[] writable \\[]");
    }

    @Test
    void typescript_is_checked_with_the_packages_that_the_lock_file_names() throws IOException {
        Path sample = Path.of("examples/dreamcatchr/frontend");
        for (String name : List.of("package.json", "package-lock.json", "tsconfig.json", ".npmrc")) {
            action.write("frontend/" + name, Files.readString(sample.resolve(name)));
        }
        action.write("frontend/vite.config.ts", "export default {};\n")
                .write("frontend/src/bad.ts", "export const n: number = 'x';\n")
                .write("greenlight.yml", """
                        version: 1
                        services:
                          frontend: { kind: react, path: frontend, port: 8080, health: /healthz }
                        """);
        ActionContainer.Step step = action.run("quality", "INPUT_CHECKS=tsc");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log()).contains("::error file=frontend/src/bad.ts,line=1,col=14,title=tsc TS2322::");
        assertThat(action.workspace().resolve("frontend/node_modules")).doesNotExist();
    }

    /** Each of them ends with 0 and reports nothing. */
    @Test
    void tools_that_were_kept_from_looking_are_not_green() throws IOException {
        action.write("backend/.flake8", "[flake8]\nexclude = *\n")
                .write(".gitleaks.toml", "[allowlist]\npaths = ['^docs/']\n")
                .write("action.yml", "name: x\nruns: [1]\n")
                .write(".github/workflows/a.yml", """
                        name: a
                        on: push
                        jobs:
                          a:
                            runs-on: ubuntu-latest
                            permissions: {}
                            steps:
                              - run: echo
                        """);
        ActionContainer.Step step = action.run("quality", "INPUT_CHECKS=flake8,gitleaks,zizmor");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log())
                .contains("flake8 looked at no file")
                .contains(".gitleaks.toml has no rules, so that nothing is looked for")
                .containsPattern("a workflow could not be read \\([^)]*action.yml as action: ");
    }
}
