package dev.greenlight.actions.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.greenlight.process.Client;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real git, in a repository of its own. */
class HookCommandTest {
    @TempDir
    Path temp;

    private final List<String> said = new ArrayList<>();
    private final Map<String, String> given = new HashMap<>();
    private final List<Path> checked = new ArrayList<>();
    private Verdict verdict = new Verdict.Passed();
    private Path repository;
    private Client git;

    @BeforeEach
    void a_repository_with_one_commit() throws IOException {
        repository = Files.createDirectory(temp.toRealPath().resolve("repository"));
        git = new Client(
                new LocalCommands(),
                repository,
                Map.of(
                        "PATH", System.getenv("PATH"),
                        "HOME", temp.toString(),
                        "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@b",
                        "GIT_COMMITTER_NAME", "a",
                        "GIT_COMMITTER_EMAIL", "a@b"));
        git("init", "--quiet", "--initial-branch=main");
        Files.writeString(repository.resolve("app.py"), "first\n");
        Files.writeString(repository.resolve("package-lock.json"), "{}\n");
        Files.writeString(repository.resolve(".gitignore"), "node_modules/\n");
        Files.createDirectory(repository.resolve("node_modules"));
        git("add", ".");
        git("commit", "--quiet", "-m", "first");
    }

    @Test
    void it_is_installed_once_and_removed_once() {
        Path hook = repository.resolve(".git/hooks/pre-push");
        run(Map.of());
        assertThat(hook)
                .isExecutable()
                .content()
                .contains("exec greenlight hook --command 'greenlight' --config 'greenlight.yml' --push \"$(cat)\"");
        run(Map.of());
        run(Map.of("command", "docker run greenlight"));
        assertThat(hook).content().contains("exec docker run greenlight hook ");
        run(Map.of("remove", "true"));
        assertThat(hook).doesNotExist();
        run(Map.of("remove", "true"));
        assertThat(said)
                .satisfiesExactly(
                        line -> assertThat(line).contains("Installed: " + hook),
                        line -> assertThat(line).contains("installed already"),
                        line -> assertThat(line).contains("Updated: "),
                        line -> assertThat(line).contains("Removed: "),
                        line -> assertThat(line).contains("no hook of Greenlight's"));
    }

    @Test
    void it_goes_where_git_looks_for_it() {
        git("config", "core.hooksPath", "tools/hooks");
        run(Map.of());
        assertThat(repository.resolve("tools/hooks/pre-push")).isExecutable();
        assertThat(repository.resolve(".git/hooks/pre-push")).doesNotExist();
    }

    @Test
    void somebody_elses_hook_is_never_touched() throws IOException {
        Path hook = repository.resolve(".git/hooks/pre-push");
        Files.writeString(hook, "#!/bin/sh\nexec lefthook run pre-push\n");
        for (Map<String, String> flags : List.of(Map.<String, String>of(), Map.of("remove", "true"))) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> run(flags))
                    .withMessageContaining(hook.toString())
                    .withMessageContaining("greenlight hook --push");
        }
        assertThat(hook).hasContent("#!/bin/sh\nexec lefthook run pre-push\n");
        Files.delete(hook);
        Files.createSymbolicLink(hook, Path.of("elsewhere"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> run(Map.of()));
        assertThat(hook).isSymbolicLink();
    }

    @Test
    void git_itself_calls_it_and_stops_the_push() throws IOException {
        Path program = Files.writeString(
                temp.resolve("says"), "#!/bin/sh\nprintf '%s|' \"$@\" > '" + temp + "/called'\nexit 1\n");
        Files.setPosixFilePermissions(program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        run(Map.of("command", program.toString(), "config", "it's here.yml", "checks", "flake8,tsc"));
        git("init", "--quiet", "--bare", temp.resolve("there.git").toString());
        Ending ending =
                git.run(List.of("git", "push", temp.resolve("there.git").toString(), "main"), Duration.ofSeconds(30));
        assertThat(((Ending.Exited) ending).code()).isNotZero();
        assertThat(temp.resolve("called"))
                .content()
                .matches("hook\\|--checks\\|flake8,tsc\\|--command\\|" + program
                        + "\\|--config\\|it's here.yml\\|--push\\|refs/heads/main " + head()
                        + " refs/heads/main 0{40}\\|");
    }

    @Test
    void a_clean_folder_of_the_pushed_commit_is_checked_where_it_is() {
        assertThat(run(push(head()))).isTrue();
        assertThat(checked).containsExactly(repository);
        assertThat(given).isEqualTo(Map.of("config", "greenlight.yml"));
        Map<String, String> more = new HashMap<>(push(head()));
        more.put("checks", "flake8");
        more.put("baseline", "file");
        more.put("fail-on", "note");
        run(more);
        assertThat(given)
                .containsEntry("checks", "flake8")
                .containsEntry("baseline", "file")
                .containsEntry("fail-on", "note");
    }

    @Test
    void what_is_pushed_is_checked_and_not_what_lies_in_the_folder() throws IOException {
        Files.writeString(repository.resolve("app.py"), "not committed\n");
        Files.createDirectories(repository.resolve("new"));
        Files.writeString(repository.resolve("new/file.py"), "not added\n");
        verdict = new Verdict.Failed(List.of("flake8 objects"));
        assertThat(run(push(head()))).isFalse();
        assertThat(said).first().asString().startsWith("This push is stopped, " + head().substring(0, 12));
        assertThat(said).contains("Again, just this:    greenlight quality");
        assertThat(checked.getFirst()).isNotEqualTo(repository).doesNotExist();
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(repository.resolve("node_modules")).isDirectory();
    }

    @Test
    void every_commit_of_a_push_is_checked_once_and_a_deletion_is_none() {
        String first = head();
        git("commit", "--quiet", "--allow-empty", "-m", "second");
        git("tag", "-a", "v1", "-m", "v1");
        String tag = git("rev-parse", "v1").strip();
        String lines =
                "refs/heads/main %s refs/heads/main %s\nrefs/tags/v1 %s refs/tags/v1 %s\n(delete) %s refs/heads/x %s\n"
                        .formatted(head(), first, tag, "0".repeat(40), "0".repeat(40), first);
        assertThat(run(Map.of("push", lines))).isTrue();
        assertThat(checked).hasSize(2);
        assertThat(run(Map.of("push", ""))).isTrue();
        assertThat(checked).hasSize(2);
    }

    @Test
    void it_tells_how_to_run_the_same_again_as_it_was_installed() {
        verdict = new Verdict.Failed(List.of("flake8 objects"));
        Map<String, String> flags = new HashMap<>(push(head()));
        flags.putAll(
                Map.of("command", "docker run g", "config", "it's.yml", "baseline", "file", "checks", "flake8,tsc"));
        assertThat(run(flags)).isFalse();
        assertThat(said)
                .contains("Again, just this:    docker run g quality --baseline 'file' --config 'it'\\''s.yml'");
    }

    @Test
    void many_that_pass_are_told_in_few_lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            git("tag", "-a", "v" + i, "-m", "v" + i);
            lines.append("refs/tags/v%d %s refs/tags/v%d %s\n"
                    .formatted(i, git("rev-parse", "v" + i).strip(), i, "0".repeat(40)));
        }
        assertThat(run(Map.of("push", lines.toString()))).isTrue();
        assertThat(checked).hasSize(30);
        assertThat(said).hasSize(11).last().isEqualTo("and 20 more, all passed");
    }

    @Test
    void bad_flags_are_refused_at_once() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> run(Map.of("command", " ", "config", "a\nb", "remove", "true", "push", "x")))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(InvalidInput.Fault::name)
                        .containsExactly("command", "config", "remove"));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> run(Map.of("fail-on", "fatal", "baseline", "yesterday")))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(InvalidInput.Fault::name)
                        .containsExactly("baseline", "fail-on"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> run(Map.of("push", "main")));
    }

    @Test
    void outside_of_a_repository_it_says_so() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Client lost = new Client(git.commands(), elsewhere, git.environment());
        assertThatExceptionOfType(ExternalFailure.class)
                .isThrownBy(() -> HookCommand.run(Map.of(), lost, (folder, inputs) -> report(), said::add))
                .withMessageContaining("not a git repository");
    }

    private boolean run(Map<String, String> flags) {
        return HookCommand.run(
                flags,
                git,
                (folder, inputs) -> {
                    given.putAll(inputs);
                    checked.add(folder);
                    assertThat(read(folder.resolve("app.py"))).isEqualTo("first\n");
                    assertThat(folder.resolve("new")).doesNotExist();
                    assertThat(folder.resolve("node_modules")).isDirectory();
                    return report();
                },
                said::add);
    }

    private Report report() {
        return new Report("quality", verdict, List.of(), List.of(), Map.of(), Map.of());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> push(String commit) {
        return Map.of("push", "refs/heads/main " + commit + " refs/heads/main " + "0".repeat(40));
    }

    private String head() {
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        Ending ending = git.run(line, Duration.ofSeconds(30));
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(exited.code())
                                .as(exited.output() + exited.errors())
                                .isZero());
        return ((Ending.Exited) ending).output();
    }
}
