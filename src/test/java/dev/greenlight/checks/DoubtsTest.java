package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.scratch.Submodules;
import dev.greenlight.checks.tools.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest extends CheckedProject {
    private static final String SUBMODULES = """
            [submodule "common"]
            	path = backend/common
            	url = https://git.example/common
            [submodule "theme"]
            path="themes/dark blue"
            [submodule "there"]
            	path = backend/there
            """;

    @Test
    void submodules_that_are_named_and_not_checked_out_are_absent() throws IOException {
        Path repository = workspace;
        assertThat(Submodules.absent(repository)).isEmpty();
        Files.writeString(repository.resolve(".gitmodules"), SUBMODULES);
        Files.createDirectories(repository.resolve("backend/common"));
        Files.createDirectories(repository.resolve("themes/dark blue"));
        Folders.write(repository, "backend/there/a.py", "x = 1\n");
        assertThat(Submodules.absent(repository)).containsExactly("backend/common", "themes/dark blue");
        Folders.write(repository, "backend/common/.git", "gitdir: x\n");
        assertThat(Submodules.absent(repository)).containsExactly("themes/dark blue");
        Files.delete(repository.resolve("themes/dark blue"));
        assertThat(Submodules.absent(repository))
                .as("a name that is left of a submodule of before")
                .isEmpty();
    }

    @Test
    void a_services_checks_are_doubted_for_its_own_submodules_alone() {
        List<String> absent = List.of("backend/common", "backends", "themes");
        assertThat(Doubts.submodules(Folders.DJANGO, "backend", absent))
                .contains(
                        "submodules of the service are not checked out (checkout's option submodules): backend/common");
        assertThat(Doubts.submodules(Folders.DJANGO, "", absent))
                .as("a service that is the whole repository has documentation and themes beside its sources")
                .isEmpty();
        assertThat(Doubts.submodules(Folders.REACT, "frontend", absent)).isEmpty();
        assertThat(Doubts.submodules(Folders.REPOSITORY, "", absent)).isEmpty();
    }

    @Test
    void a_service_with_one_is_never_green() throws IOException {
        assertThat(run("flake8")).isEqualTo(new ToolRun.Clean());
        Files.createDirectories(workspace.resolve("app/backend/common"));
        Files.writeString(workspace.resolve(".gitmodules"), SUBMODULES.replace("backend/common", "app/backend/common"));
        assertThat(run("flake8")).isInstanceOf(ToolRun.PartSkipped.class);
        assertThat(run("eslint")).isEqualTo(new ToolRun.Clean());
    }
}
