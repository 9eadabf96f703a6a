package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path machine;

    private Programs programs;

    @BeforeEach
    void a_machine() throws IOException {
        machine = machine.toRealPath();
        Files.createDirectories(machine.resolve("bin"));
        programs = new Programs("relative:" + machine.resolve("none") + ":" + machine.resolve("bin"));
    }

    @Test
    void a_binary_is_told_by_its_file() throws IOException {
        program("bin/hadolint", "\u007fELF one");
        Optional<String> one = programs.identity("hadolint");
        assertThat(one).isPresent().isEqualTo(programs.identity("hadolint"));
        program("bin/hadolint", "\u007fELF two!");
        assertThat(programs.identity("hadolint")).isPresent().isNotEqualTo(one);
    }

    @Test
    void a_tool_of_python_is_told_by_the_packages_beside_it() throws IOException {
        Files.createDirectories(machine.resolve("venv/lib/python3.13/site-packages/flake8-7.5.0.dist-info"));
        program("venv/bin/flake8", "#!" + machine.resolve("venv/bin/python3") + "\nimport flake8\n");
        Files.createSymbolicLink(machine.resolve("bin/flake8"), machine.resolve("venv/bin/flake8"));
        Optional<String> before = programs.identity("flake8");
        assertThat(before).hasValueSatisfying(text -> assertThat(text).contains("flake8-7.5.0"));
        Files.createDirectories(machine.resolve("venv/lib/python3.13/site-packages/flake8_bugbear-25.1.dist-info"));
        assertThat(programs.identity("flake8")).isPresent().isNotEqualTo(before);
    }

    @Test
    void a_tool_of_node_is_told_with_its_node() throws IOException {
        program("bin/node", "\u007fELF node");
        program("bin/npm", "#!/usr/bin/env node\nrequire('npm')\n");
        Optional<String> before = programs.identity("npm");
        assertThat(before).isPresent();
        program("bin/node", "\u007fELF another node");
        assertThat(programs.identity("npm")).isPresent().isNotEqualTo(before);
    }

    @Test
    void a_program_that_only_chooses_another_one_is_not_told() throws IOException {
        program("bin/flake8", "#!/usr/bin/env bash\nexec pyenv exec flake8 \"$@\"\n");
        program("bin/python-tool", "#!/usr/bin/env python3\nimport tool\n");
        program("bin/lost", "#!" + machine.resolve("gone/bin/python3") + "\nimport lost\n");
        assertThat(programs.identity("flake8")).isEmpty();
        assertThat(programs.identity("python-tool")).isEmpty();
        assertThat(programs.identity("lost")).isEmpty();
    }

    @Test
    void what_is_not_there_or_cannot_be_run_is_not_told() throws IOException {
        Files.writeString(machine.resolve("bin/plain"), "text");
        assertThat(programs.identity("plain")).isEmpty();
        assertThat(programs.identity("nothing")).isEmpty();
    }

    private void program(String name, String text) throws IOException {
        Path file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void docker_is_told_with_the_plugin_that_does_the_work() throws IOException {
        Path system = Files.createDirectory(machine.resolve("plugins"));
        program("bin/docker", "ELF");
        programs = new Programs(machine.resolve("bin").toString(), List.of(machine.resolve("absent"), system));
        assertThat(programs.identity("docker")).isEmpty();
        Files.writeString(system.resolve("docker-compose"), "ELF 2.26");
        Files.setPosixFilePermissions(system.resolve("docker-compose"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Optional<String> before = programs.identity("docker");
        assertThat(before).isPresent();
        Files.writeString(system.resolve("docker-compose"), "ELF 2.30.1");
        assertThat(programs.identity("docker")).isPresent().isNotEqualTo(before);
    }
}
