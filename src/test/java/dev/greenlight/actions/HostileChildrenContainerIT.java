package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.runner.ReadingRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that a repository brought try to get out of what they are given, in the built image, started as a runner starts it. */
class HostileChildrenContainerIT {
    private static final Path PROBES = Path.of("src/test/resources/hostile");
    private static final String[] SECRETS = {
        "GITHUB_TOKEN=tell-nobody-1",
        "ACTIONS_RUNTIME_TOKEN=tell-nobody-2",
        "INPUT_CREDENTIALS=tell-nobody-3",
        "GOOGLE_APPLICATION_CREDENTIALS=/github/workspace/gha-creds-0123456789abcdef.json"
    };

    private static final String PROBING = """
            const managed = require('./probe.cjs')
            const rule = { create: (context) => ({ Program: (node) => context.report({ node, message: managed }) }) }
            module.exports = [{ files: ['src/*.js'], plugins: { probe: { rules: { all: rule } } }, rules: { 'probe/all': 2 } }]
            """;

    @TempDir
    Path folder;

    private ActionContainer action;

    @BeforeEach
    void a_checkout_with_credentials() throws IOException {
        action = ActionContainer.in(folder);
        leave("workspace/gha-creds-0123456789abcdef.json", "rw-r-----", "{\"private_key\":\"tell-nobody-4\"}");
        leave("workspace/.git/config", "rw-r--r--", header(5));
        leave("workspace/other/.git/config", "rw-r--r--", header(6));
        leave("runner_temp/git-credentials-0123.config", "rw-r--r--", header(7));
        leave("home/.netrc", "rw-------", "machine host.example password tell-nobody-8\n");
        leave("workflow/event.json", "rw-------", "{\"secret\":\"tell-nobody-9\"}");
    }

    private static String header(int number) {
        return "[http]\n\textraheader = AUTHORIZATION: basic tell-nobody-" + number + "\n";
    }

    /** As what wrote it does; its folders are open to all. */
    private void leave(String name, String permissions, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Path open = folder;
        for (Path part : folder.relativize(file.getParent())) {
            open = open.resolve(part);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void a_plugin_of_flake8_manages_nothing() throws IOException {
        probedByFlake8();
        ActionContainer.Step step = quality("flake8");
        assertThat(step.log()).contains("X100::tried 17 things and managed []");
        assertEndsCorrectly(step);
        for (String name : List.of("workspace/.git", "workspace/other/.git", "runner_temp")) {
            assertThat(permissions(name)).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void what_greenlight_itself_reads_for_tools_is_nothing_that_a_link_names() throws IOException {
        probedByFlake8();
        action.write("greenlight.yml", Files.readString(action.workspace().resolve("greenlight.yml")) + """
                advisories:
                  offline: advisories
                  maximum-age: none
                """)
                .write("backend/requirements.txt", "Django==5.2.19\n")
                .write("advisories/PyPI/README.md", "");
        Files.createSymbolicLink(action.workspace().resolve("advisories/PyPI/all.zip"), Path.of("../../.git/config"));
        Files.createSymbolicLink(action.workspace().resolve("backend/requirements-dev.txt"), Path.of("../.git/config"));
        ActionContainer.Step step = quality("flake8,osv-scanner");
        assertThat(step.log())
                .contains("X100::tried 17 things and managed []")
                .contains("are links, which are not followed, such as all.zip");
        assertEndsCorrectly(step);
    }

    @Test
    void the_same_plugin_manages_much_where_nobody_keeps_it_from_it() throws IOException {
        action.write("probe.py", Files.readString(PROBES.resolve("probe.py")));
        assertThat(unguarded("python3", "/github/workspace/probe.py"))
                .contains("the engine answers")
                .contains("a secret in its own environment")
                .contains("a secret in the environment of another process")
                .contains("memory of another process")
                .contains("an output in the runner's name")
                .contains("a file in the workspace")
                .contains("a source that other tools read as well")
                .contains("another user")
                .contains("a credential beside the sources")
                .contains("a credential below /github/workspace")
                .contains("a credential below /github/runner_temp")
                .contains("a credential below /github/home")
                .contains("a credential below /github/workflow");
    }

    @Test
    void a_configuration_of_eslint_and_a_script_of_npm_manage_nothing() throws IOException {
        frontend(PROBING);
        ActionContainer.Step step = quality("eslint");
        assertThat(step.log()).contains("tried 19 things and managed []");
        assertEndsCorrectly(step);
    }

    @Test
    void the_same_configuration_manages_much_where_nobody_keeps_it_from_it() throws IOException {
        action.write("probe.cjs", Files.readString(PROBES.resolve("probe.js"))).write("greenlight.yml", "");
        assertThat(unguarded("node", "/github/workspace/probe.cjs"))
                .contains("the engine answers")
                .contains("a secret in its own environment")
                .contains("a secret in the environment of another process")
                .contains("a line in the job summary")
                .contains("a changed file in the workspace")
                .contains("a source that other tools read as well")
                .contains("a command on another's standard output")
                .contains("another user")
                .contains("a credential beside the sources")
                .contains("a credential below /github/workspace")
                .contains("a credential below /github/runner_temp")
                .contains("a credential below /github/home")
                .contains("a credential below /github/workflow");
    }

    /** Each waits until the other one runs. */
    @Test
    void two_tools_at_the_same_time_manage_nothing_against_each_other() throws IOException {
        frontend(PROBING);
        probedByFlake8();
        action.write("greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /api/health }
                  frontend: { kind: react, path: frontend, port: 8080, health: /healthz }
                """).write("backend/partner", "eslint").write("frontend/partner", "flake8");
        ActionContainer.Step step = quality("flake8,eslint");
        assertThat(step.log())
                .contains("tried 17 things and managed [], beside eslint: True")
                .contains("tried 19 things and managed [], beside flake8: true");
        assertEndsCorrectly(step);
    }

    @Test
    void what_a_tool_prints_is_no_command_to_the_runner() throws IOException {
        frontend("""
                for (const line of ['::set-output name=outcome::passed', '::error::hostile', '::add-mask::greenlight', '##[error]hostile',
                    '::stop-commands::x', '::x::', '::endgroup::']) { console.log(line); console.error(line) }
                module.exports = []
                """);
        ActionContainer.Step step = quality("eslint");
        assertThat(step.log()).contains("left no usable report");
        assertEndsCorrectly(step);
    }

    /** Red by its own words alone: what the runner obeys is Greenlight's, and what it is told is told once. */
    private void assertEndsCorrectly(ActionContainer.Step step) throws IOException {
        assertThat(step.code()).as(step.log()).isEqualTo(1);
        assertThat(step.outputs())
                .containsEntry("outcome", "failed")
                .doesNotContainKey("hostile")
                .containsKeys("findings", "report");
        assertThat(Files.readString(action.commands().resolve("summary"))).doesNotContain("\nhostile\n");
        ReadingRunner runner = new ReadingRunner();
        runner.out.print(step.log());
        assertThat(runner.read().annotations)
                .isNotEmpty()
                .allMatch(line -> line.matches("(?s)(error|warning|notice) \\{.*"))
                .noneMatch(line -> line.endsWith("hostile") || line.contains("written into the log"));
        assertThat(runner.masks).doesNotContain("greenlight");
        assertThat(step.log()).doesNotContainPattern("(?<!::add-mask::)tell-nobody-[1-9]");
        assertThat(action.workspace().resolve("hostile")).doesNotExist();
    }

    private void probedByFlake8() throws IOException {
        action.write("backend/manage.py", "print('x')\n")
                .write("greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /api/health }
                """)
                .write("backend/setup.cfg", """
                [flake8]
                jobs = 1
                exclude = probe.py
                [flake8:local-plugins]
                extension =
                    X1 = probe:Probe
                paths = .
                """)
                .write("backend/probe.py", Files.readString(PROBES.resolve("probe.py")));
    }

    /** The sample's own packages, with scripts that npm would run. */
    private void frontend(String configuration) throws IOException {
        Path sample = Path.of("examples/dreamcatchr/frontend");
        String script = "node -e \\\"require('fs').writeFileSync('/tmp/npm-script-ran', '')\\\"";
        String scripts = "\"scripts\": { \"preinstall\": \"%1$s\", \"postinstall\": \"%1$s\", \"prepare\": \"%1$s\","
                .formatted(script);
        String manifest = Files.readString(sample.resolve("package.json"));
        action.write("frontend/package.json", manifest.replaceFirst("\"scripts\": *\\{", scripts.replace("\\", "\\\\")))
                .write("frontend/package-lock.json", Files.readString(sample.resolve("package-lock.json")))
                .write("frontend/.npmrc", Files.readString(sample.resolve(".npmrc")))
                .write("frontend/eslint.config.cjs", configuration)
                .write("frontend/probe.cjs", Files.readString(PROBES.resolve("probe.js")))
                .write("frontend/src/app.js", "export {};\n")
                .write("greenlight.yml", """
                        version: 1
                        services:
                          frontend: { kind: react, path: frontend, port: 8080, health: /healthz }
                        """);
        assertThat(action.workspace().resolve("frontend/package.json"))
                .content()
                .contains("npm-script-ran");
    }

    private ActionContainer.Step quality(String check) throws IOException {
        String[] variables = java.util.Arrays.copyOf(SECRETS, SECRETS.length + 1);
        variables[SECRETS.length] = "INPUT_CHECKS=" + check;
        return action.run("quality", variables);
    }

    /** The probe as root with the step's own environment and beside another process, as a tool would run that an action starts without a thought. */
    private String unguarded(String program, String file) {
        List<String> line = new ArrayList<>(List.of("docker", "run", "--rm", "--workdir", "/github/workspace/other"));
        line.addAll(action.mounts());
        line.addAll(List.of("-e", SECRETS[0], "--entrypoint", "sh", ActionContainer.IMAGE));
        line.addAll(List.of("-c", "sleep 60 & exec \"$0\" \"$1\"", program, file));
        Ending ending = new LocalCommands().run(ActionContainer.onHost(line));
        return ((Ending.Exited) ending).output();
    }
}
