package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.history.Repository;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking at the files of a change alone. */
class QualityChangedFilesTest extends CheckedRepository {
    @BeforeEach
    void a_flake8_that_looks_where_it_is_told() {
        commands.on("flake8 ", QualityChangedFilesTest::told);
    }

    private static Ending told(Command command) {
        StringBuilder output = new StringBuilder();
        for (String file : files(command)) {
            try {
                if (Files.readString(command.directory().resolve(file)).contains("bad")) {
                    output.append("%s:1:1: X100 bad word\n".formatted(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Ending.Exited(output.isEmpty() ? 0 : 1, output + Folders.FLAKE8_CLEAN, "", Duration.ofMillis(1));
    }

    private static List<String> files(Command command) {
        for (String argument : command.arguments()) {
            if (argument.startsWith("--filename=")) {
                return List.of(argument.substring("--filename=".length()).split(","));
            }
        }
        try (Stream<Path> files = Files.walk(command.directory())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "./" + command.directory().relativize(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Report changed(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(Map.of("files", "changed", "baseline-ref", "main"));
        given.putAll(more);
        return open(given);
    }

    private Report changed() {
        return changed(Map.of());
    }

    private String command(String tool) {
        return commands.lines().stream()
                .filter(line -> line.startsWith(tool))
                .reduce((first, second) -> second)
                .orElse("");
    }

    @Test
    void what_judges_each_file_by_itself_is_told_of_those_that_differ() {
        repository
                .write("backend/b.py", "bad\n")
                .write("backend/c.py", "gone\n")
                .commit("two");
        repository.write("backend/-d.py", "bad\n").git("rm", "--quiet", "backend/c.py");
        Report report = changed();
        assertThat(places(report)).containsExactlyInAnyOrder("backend/-d.py:1:1", "backend/b.py:1:1");
        assertThat(command("flake8 "))
                .startsWith("flake8 --filename=./-d.py,./b.py ")
                .endsWith(" .");
        assertThat(command("bandit ")).contains("--recursive ./-d.py ./b.py --format");
        assertThat(command("gitleaks dir")).endsWith(" .");
        assertThat(section(report, "Changed files"))
                .contains("flake8 on backend looked at changed files alone, 2", "bandit on backend");
        assertThat(report.data()).containsKey("changedFiles");
    }

    @Test
    void all_files_are_looked_at_when_nothing_else_is_asked_for() {
        repository.write("backend/b.py", "bad\n").commit("two");
        Report report = open(Map.of("baseline-ref", "main"));
        assertThat(places(report)).containsExactlyInAnyOrder("backend/a.py:1:1", "backend/b.py:1:1");
        assertThat(section(report, "Changed files")).isEmpty();
    }

    @Test
    void a_check_without_a_changed_file_is_said_to_have_had_none() {
        repository.write("README.md", "x\n").write("backend/notes.txt", "bad\n").commit("two");
        Report report = changed();
        assertThat(report.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(section(report, "Changed files")).contains("flake8 on backend had no changed file to look at");
        assertThat(command("flake8 ")).isEmpty();
        assertThat(command("gitleaks dir")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "backend/setup.cfg, backend/setup.cfg has changed",
        "tox.ini, tox.ini has changed",
        "backend/requirements-dev.txt, backend/requirements-dev.txt has changed",
        "backend/requirements/dev.txt, backend/requirements/dev.txt has changed",
    })
    void with_a_changed_configuration_or_pin_all_files_are_looked_at(String file, String why) {
        repository.write(file, "# nothing\n").commit("two");
        Report report = changed(Map.of("checks", "flake8"));
        assertThat(places(report)).containsExactly("backend/a.py:1:1");
        assertThat(section(report, "Changed files")).contains("flake8 on backend looked at all files: " + why);
    }

    @Test
    void a_configuration_that_was_taken_away_is_a_changed_one() {
        repository.git("checkout", "--quiet", "main");
        repository.write("backend/.flake8", "[flake8]\n").commit("a configuration");
        repository.git("checkout", "--quiet", "-b", "other");
        repository.git("rm", "--quiet", "backend/.flake8");
        repository.write("README.md", "x\n").commit("without");
        assertThat(places(changed(Map.of("checks", "flake8")))).containsExactly("backend/a.py:1:1");
    }

    @ParameterizedTest
    @CsvSource({
        "flake8, backend/.flake8, '[flake8]\nfilename = *.pyw', backend/.flake8 chooses its files",
        "bandit, backend/x/.bandit, [bandit], backend/x/.bandit chooses its files",
    })
    void a_tool_that_chooses_files_itself_is_told_of_none(String tool, String file, String text, String why) {
        repository.git("checkout", "--quiet", "main");
        repository.write(file, text.replace("\\n", "\n")).commit("a configuration");
        repository.git("checkout", "--quiet", "-b", "other");
        repository.write("backend/b.py", "x\n").commit("two");
        Report report = changed(Map.of("checks", tool));
        assertThat(section(report, "Changed files")).contains(tool + " on backend looked at all files: " + why);
        assertThat(command(tool + " ")).contains(" .").doesNotContain("./b.py");
    }

    @Test
    void what_is_not_known_to_be_new_is_looked_at_whole() {
        Report nothing = changed(Map.of("checks", "flake8"));
        assertThat(places(nothing)).containsExactly("backend/a.py:1:1");
        assertThat(section(nothing, "Changed files")).contains("all files: nothing has changed against the merge base");
        repository.write("backend/b.py", "x\n").commit("two");
        Report unknown = changed(Map.of("checks", "flake8", "baseline-ref", "nowhere"));
        assertThat(places(unknown)).containsExactly("backend/a.py:1:1");
        assertThat(section(unknown, "Changed files")).contains("all files: ", "git knows no");
    }

    @Test
    void in_a_job_only_a_pull_request_is_narrowed() {
        repository.write("backend/b.py", "x\n").commit("two");
        environment.put("GITHUB_ACTIONS", "true");
        Report push = changed(Map.of("checks", "flake8"));
        assertThat(places(push)).containsExactly("backend/a.py:1:1");
        assertThat(section(push, "Changed files")).contains("all files: this is no pull request");
        environment.put("GITHUB_BASE_REF", "main");
        assertThat(places(changed(Map.of("checks", "flake8")))).isEmpty();
    }

    @Test
    void with_a_changed_description_all_files_are_looked_at() {
        repository.write("greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8001, health: /health }
                """).commit("two");
        assertThat(places(changed(Map.of("checks", "flake8")))).containsExactly("backend/a.py:1:1");
    }

    @Test
    void a_submodule_of_another_commit_is_not_overlooked() throws IOException {
        Path other = Files.createDirectory(workspace.resolve("other"));
        Repository lib = new Repository(other);
        lib.write("x.py", "x\n").commit("one");
        repository.git("checkout", "--quiet", "main");
        repository.write(".gitignore", "greenlight-reports/\nother/\n");
        repository.git("submodule", "--quiet", "add", "file://" + other, "backend/lib");
        repository.git("config", "-f", ".gitmodules", "submodule.backend/lib.ignore", "all");
        repository.commit("a submodule");
        repository.git("checkout", "--quiet", "-b", "other");
        lib.write("x.py", "bad\n").commit("two");
        repository.git("-C", "backend/lib", "pull", "--quiet", "origin", "main");
        repository.git("-c", "diff.ignoreSubmodules=none", "add", "--force", "backend/lib");
        repository.write("README.md", "x\n").commit("two");
        Report report = changed(Map.of("checks", "flake8"));
        assertThat(section(report, "Changed files")).contains("all files: what has changed in backend/lib");
        assertThat(places(report)).contains("backend/lib/x.py:1:1");
    }

    @Test
    void a_waiver_is_not_called_unused_by_a_run_that_did_not_look_at_all() {
        repository.write("backend/a.py", "good\n").commit("two");
        waive("2026-12-31");
        assertThat(section(open(Map.of()), "Waivers")).contains("| unused, remove it |");
        repository.write("backend/b.py", "x\n");
        assertThat(section(changed(), "Waivers")).isEmpty();
    }
}
