package dev.greenlight.checks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.ChecksPlanner;
import dev.greenlight.checks.Folders;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.RawNames;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.history.Repository;
import dev.greenlight.checks.observation.ServiceFolder;
import dev.greenlight.project.Advisories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a check look at all files. */
class UncertaintyTest {
    @TempDir
    Path workspace;

    @BeforeEach
    void two_files() {
        Folders.write(workspace, "backend/a.py", "x");
        Folders.write(workspace, "backend/b.py", "x");
    }

    private Narrowing narrow(Set<String> touched, Set<String> gone) {
        List<PlannedCheck> plan = ChecksPlanner.plan(
                List.of(ServiceFolder.observe(workspace, Folders.BACKEND)),
                Advisories.PUBLIC,
                List.of("flake8", "bandit"));
        return Narrowing.of(
                plan,
                new Checkout(workspace, workspace, Advisories.PUBLIC),
                workspace.resolve("greenlight.yml"),
                new Changes(touched, Map.of(), gone));
    }

    private Narrowing narrow(String... touched) {
        return narrow(Set.of(touched), Set.of());
    }

    private void link(String name, String target) throws IOException {
        Files.createDirectories(workspace.resolve(name).getParent());
        Files.createSymbolicLink(workspace.resolve(name), Path.of(target));
    }

    @Test
    void without_a_doubt_both_are_narrowed() {
        assertThat(narrow("backend/a.py").tools()).containsExactlyInAnyOrder("flake8", "bandit");
    }

    @Test
    void a_changed_description_of_the_project_may_bring_folders_that_nobody_looked_at() throws IOException {
        Folders.write(workspace, "greenlight.yml", "x");
        for (Narrowing narrowing : List.of(
                narrow("greenlight.yml", "backend/a.py"), narrow(Set.of("backend/a.py"), Set.of("greenlight.yml")))) {
            assertThat(narrowing.tools()).isEmpty();
            assertThat(narrowing.plan()).hasSize(2);
            assertThat(narrowing.notes()).containsExactly("all files: greenlight.yml has changed");
        }
        Files.delete(workspace.resolve("greenlight.yml"));
        Folders.write(workspace, "ci/services.yml", "x");
        link("greenlight.yml", "ci/services.yml");
        assertThat(narrow("ci/services.yml").notes()).containsExactly("all files: ci/services.yml has changed");
    }

    @Test
    void what_has_changed_in_a_repository_within_the_repository_is_not_known() {
        Folders.write(workspace, "backend/lib/c.py", "x");
        for (String folder : List.of("backend/lib", "backend/lib/")) {
            Narrowing narrowing = narrow(folder, "backend/a.py");
            assertThat(narrowing.tools()).isEmpty();
            assertThat(narrowing.notes()).containsExactly("all files: what has changed in " + folder + " is not known");
        }
    }

    @Test
    void a_name_that_no_path_can_have_is_not_lost() {
        assertThat(narrow("backend/\ud800.py", "backend/a.py").tools()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend/caf\ufffd.py", "backend/a\nb.py", "docs/caf\ufffd.txt"})
    void what_git_says_is_there_and_is_not_found_by_its_name_is_not_lost(String name) {
        Folders.write(workspace, "docs/read.me", "x");
        Narrowing narrowing = narrow(name, "backend/a.py");
        assertThat(narrowing.tools()).isEmpty();
        assertThat(narrowing.plan()).hasSize(2);
        assertThat(narrowing.notes())
                .containsExactly("all files: " + name + " has changed and is not found by this name");
        assertThat(narrow(Set.of("backend/a.py"), Set.of(name)).tools()).hasSize(2);
    }

    @Test
    void odd_names_that_git_tells_of_a_real_change_leave_all_files() throws IOException {
        Repository repository = new Repository(workspace);
        String base = repository.commit("one");
        Folders.write(workspace, "backend/a\rb.py", "x");
        assertThat(narrow(repository.history().since(base).touched(), Set.of()).notes())
                .contains("flake8 on backend looked at all files: no list of files can hold ./a\rb.py");
        repository.commit("two");
        RawNames.write(workspace.resolve("backend"), "caf\\351.py", "x");
        Set<String> touched = repository.history().since("HEAD").touched();
        assertThat(touched).containsExactly("backend/caf\ufffd.py");
        assertThat(narrow(touched, Set.of()).notes())
                .containsExactly("all files: backend/caf\ufffd.py has changed and is not found by this name");
    }

    @ParameterizedTest
    @CsvSource({
        "backend/conf.py, ../shared/conf.py, ",
        "backend/.flake8, ../lint/flake8.cfg, bandit",
        ".flake8, lint/flake8.cfg, bandit",
        "backend/requirements, ../deps, ",
        "backend/README.md, ../README.md, bandit flake8",
        "elsewhere/conf.py, ../shared/conf.py, bandit flake8",
    })
    void what_a_link_leads_to_changes_without_the_link(String link, String target, String narrowed) throws IOException {
        Folders.write(workspace, "shared/conf.py", "x");
        Folders.write(workspace, "deps/more.txt", "x==1\n");
        Folders.write(workspace, "lint/flake8.cfg", "[flake8]\n");
        Folders.write(workspace, "README.md", "x");
        link(link, target);
        Narrowing narrowing = narrow("shared/conf.py", "lint/flake8.cfg", "README.md");
        assertThat(String.join(" ", narrowing.tools().stream().sorted().toList()))
                .isEqualTo(narrowed == null ? "" : narrowed);
    }

    @Test
    void a_service_whose_folder_is_a_link_has_its_files_elsewhere() throws IOException {
        Files.move(workspace.resolve("backend"), workspace.resolve("src"));
        link("backend", "src");
        assertThat(narrow("src/a.py").notes()).contains("flake8 on backend looked at all files: backend is a link");
    }

    @Test
    void bandit_judges_more_names_than_flake8() {
        Folders.write(workspace, "backend/window.pyw", "x");
        Narrowing narrowing = narrow("backend/window.pyw");
        assertThat(narrowing.plan()).extracting(PlannedCheck::tool).containsExactly("bandit");
        assertThat(narrowing.notes()).contains("bandit on backend looked at changed files alone, 1");
    }

    @ParameterizedTest
    @CsvSource({
        "bandit.yaml, exclude_dirs: [x], flake8",
        "bandit.yml, exclude_dirs: [x], flake8",
        ".bandit, [bandit], flake8",
        "pyproject.toml, [tool.bandit], flake8",
        "pyproject.toml, [tool.bandit.any], flake8",
        "pyproject.toml, [tool.flake8], bandit",
        "pyproject.toml, [tool.black], bandit flake8",
        "requirements.txt, flake8==7.0.0, bandit flake8",
        "requirements.txt, pycodestyle==2.0.0, bandit flake8",
        "requirements.txt, pep8-naming==0.15.1, bandit",
        "requirements.txt, flake8-django==1.4, bandit",
    })
    void a_configuration_of_ones_own_and_plugins_leave_all_files(String file, String text, String narrowed) {
        Folders.write(workspace, "backend/" + file, text + "\n");
        assertThat(String.join(
                        " ", narrow("backend/a.py").tools().stream().sorted().toList()))
                .isEqualTo(narrowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flake8==7.0.0\n", "# nothing any more\n"})
    void requirements_that_are_included_count_whatever_they_are_called(String text) {
        Folders.write(workspace, "backend/requirements.txt", "-r deps/lint.txt\n-r ../gone.in\n");
        Folders.write(workspace, "backend/deps/lint.txt", text);
        Folders.write(workspace, "backend/notes.txt", "x");
        assertThat(narrow("backend/deps/lint.txt", "backend/a.py").notes())
                .contains("flake8 on backend looked at all files: backend/deps/lint.txt has changed");
        assertThat(narrow(Set.of("backend/a.py"), Set.of("gone.in")).tools()).isEmpty();
        assertThat(narrow("backend/notes.txt", "backend/a.py").tools()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u3000", "\u2028", "\u001c", "\n", "\ufffd"})
    void what_python_takes_for_a_space_ends_an_entry_of_a_list(String space) {
        String name = "backend/a" + space + "b.py";
        Folders.write(workspace, name, "x");
        assertThat(narrow(name).notes())
                .contains("flake8 on backend looked at all files: no list of files can hold ./a" + space + "b.py");
    }

    @Test
    void a_list_that_is_longer_than_an_argument_may_be_is_none() {
        Set<String> files = IntStream.range(0, 400)
                .mapToObj(number -> "backend/" + "[".repeat(120) + number + ".py")
                .collect(Collectors.toSet());
        files.forEach(file -> Folders.write(workspace, file, "x"));
        assertThat(narrow(files, Set.of()).notes())
                .contains(
                        "flake8 on backend looked at all files: the list of changed files is too long for a command line",
                        "bandit on backend looked at changed files alone, 400");
    }
}
