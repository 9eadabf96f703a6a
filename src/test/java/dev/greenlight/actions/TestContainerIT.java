package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real compose files on a real engine, driven from inside the built image. */
class TestContainerIT {
    private static final String SUITE = """
            import os
            import unittest


            class DreamTest(unittest.TestCase):
                def test_env_file_and_build_context(self):
                    self.assertEqual('from a file', os.environ['DREAM'])
                    self.assertEqual('copied', open('/app/data.txt').read())


            if __name__ == '__main__':
                unittest.main()
            """;

    @TempDir
    Path folder;

    private ActionContainer action;

    @BeforeEach
    void a_project_whose_compose_file_knows_nothing_of_greenlight() throws IOException {
        action = ActionContainer.in(folder)
                .write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /api/health }
                        """)
                .write("docker-compose.yml", """
                        services:
                          seed:
                            image: python:3.13-slim-trixie
                            container_name: seed
                            command: ["python", "-c", "print('seeded')"]
                          backend-test:
                            profiles: ["test"]
                            build: ./backend
                            env_file: suite.env
                            volumes: ["./reports:/reports"]
                            depends_on: { seed: { condition: service_completed_successfully } }
                        """)
                .write("suite.env", "DREAM=from a file\n")
                .write("backend/Dockerfile", """
                        FROM python:3.13-slim-trixie
                        WORKDIR /app
                        COPY . .
                        CMD ["sh", "run.sh"]
                        """)
                .write("backend/data.txt", "copied")
                .write("backend/suite.py", SUITE)
                .write("backend/run.sh", """
                        python suite.py || exit $?
                        echo '<testsuites><testsuite><testcase classname="suite.DreamTest" name="x"/></testsuite></testsuites>' > /reports/junit.xml
                        echo '<coverage line-rate="0.875"></coverage>' > /app/coverage.xml
                        """);
    }

    /** Whatever a run comes to, nothing of it is left on the engine. */
    private ActionContainer.Step run(String... inputs) throws IOException {
        ActionContainer.Step step = action.run("test", inputs);
        assertThat(ActionContainer.leftOver(step)).isEmpty();
        return step;
    }

    @Test
    void relative_binds_env_files_and_build_contexts_work_unchanged() throws IOException {
        ActionContainer.Step step = run();
        assertThat(step.code()).as(step.log()).isZero();
        assertThat(step.outputs())
                .containsEntry("outcome", "passed")
                .containsEntry("tests", "1")
                .containsEntry("failures", "0")
                .containsEntry("coverage", "{\"backend-test\":87.5}");
        assertThat(action.workspace().resolve("reports/junit.xml")).exists();
    }

    @Test
    void a_suite_that_ends_well_without_a_report_is_red() throws IOException {
        action.write("backend/run.sh", "echo all is well\n");
        ActionContainer.Step step = run();
        assertThat(step.code()).isEqualTo(1);
        assertThat(step.log()).contains("no report").contains("backend-test | all is well");
    }

    @Test
    void half_a_report_is_red() throws IOException {
        action.write("backend/run.sh", "echo '<testsuites><testcase' > /reports/junit.xml\n");
        ActionContainer.Step half = run();
        assertThat(half.code()).isEqualTo(1);
        assertThat(half.log()).contains("junit.xml is not whole JUnit XML");
    }

    @Test
    void a_dependency_that_fails_is_red_and_told() throws IOException {
        action.write(
                "docker-compose.yml",
                Files.readString(action.workspace().resolve("docker-compose.yml"))
                        .replace("print('seeded')", "raise SystemExit('no seed')"));
        ActionContainer.Step step = run();
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log()).contains("could not start the test containers").contains("no seed");
    }

    @Test
    void a_suite_that_hangs_is_stopped() throws IOException {
        action.write("backend/run.sh", "echo begun; sleep 600\n");
        ActionContainer.Step step = run("INPUT_TIME-LIMIT=20s");
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.log()).contains("did not end within 20 s");
    }
}
