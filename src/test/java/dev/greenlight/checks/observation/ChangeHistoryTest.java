package dev.greenlight.checks.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.scratch.HistoryCopy;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.Sandboxes;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.tools.HistoryFacts;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.FakeCommands;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real git and repositories of its own. */
class ChangeHistoryTest {
    private static final Map<String, String> SURROUNDING = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    @TempDir
    Path folder;

    private Path origin;
    private Path checkout;

    @BeforeEach
    void a_branch_that_left_main() throws IOException {
        origin = Files.createDirectory(folder.resolve("origin"));
        checkout = folder.resolve("checkout");
        git(origin, "init", "--quiet", "--initial-branch=main");
        commit(origin, "one");
        git(origin, "branch", "feature");
        commit(origin, "two");
        git(folder, "clone", "--quiet", "file://" + origin, checkout.toString());
        git(checkout, "checkout", "--quiet", "feature");
        commit(checkout, "three");
    }

    private static String git(Path in, String... words) {
        List<String> line =
                new ArrayList<>(List.of("git", "-c", "user.name=Team", "-c", "user.email=team@team.example"));
        line.addAll(List.of(words));
        Ending ending = new LocalCommands()
                .run(Command.of(in, line)
                        .withEnvironment(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/nonexistent")));
        if (ending instanceof Ending.Exited exited && exited.succeeded()) {
            return exited.output().strip();
        }
        throw new AssertionError(line + ": " + ending);
    }

    private static void commit(Path in, String name) {
        Folders.write(in, name, name);
        git(in, "add", "--all");
        git(in, "commit", "--quiet", "--message", name);
    }

    private HistoryFacts observe(Map<String, String> more) {
        return observe(checkout, more).orElseThrow();
    }

    private static Optional<HistoryFacts> observe(Path workspace, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(SURROUNDING);
        environment.putAll(more);
        return ChangeHistory.observe(workspace, environment, new LocalCommands());
    }

    @Test
    void a_pull_request_begins_where_it_left_its_target() {
        HistoryFacts facts = observe(Map.of("GITHUB_BASE_REF", "main"));
        assertThat(facts.since()).contains(git(checkout, "rev-parse", "HEAD~1"));
        assertThat(facts.gap()).isEmpty();
        assertThat(facts.configured()).isFalse();
    }

    @Test
    void a_push_begins_where_the_branch_was() {
        String before = git(checkout, "rev-parse", "HEAD");
        commit(checkout, "four");
        Folders.write(folder, "event.json", "{\"before\":\"%s\"}".formatted(before));
        assertThat(observe(event()).since()).contains(before);
        Folders.write(folder, "event.json", "{\"before\":\"%s\"}".formatted("0".repeat(40)));
        assertThat(observe(event()).since()).contains(git(checkout, "rev-parse", "HEAD~2"));
    }

    private Map<String, String> event() {
        return Map.of("GITHUB_EVENT_PATH", folder.resolve("event.json").toString());
    }

    @Test
    void a_shallow_checkout_lacks_where_the_change_began() {
        Path shallow = folder.resolve("shallow");
        git(folder, "clone", "--quiet", "--depth=1", "--branch=feature", "file://" + checkout, shallow.toString());
        assertThat(observe(shallow, Map.of("GITHUB_BASE_REF", "main"))
                        .orElseThrow()
                        .gap())
                .hasValueSatisfying(gap -> assertThat(gap).contains("fetch-depth: 0"));
        Folders.write(folder, "event.json", "{\"before\":\"%s\"}".formatted("1".repeat(40)));
        assertThat(observe(shallow, event()).orElseThrow().gap()).isPresent();
    }

    @Test
    void a_shallow_checkout_of_which_nothing_says_where_the_change_began_is_not_taken_for_all_of_it() {
        Path shallow = folder.resolve("shallow");
        git(folder, "clone", "--quiet", "--depth=1", "--branch=feature", "file://" + checkout, shallow.toString());
        git(shallow, "update-ref", "--no-deref", "-d", "refs/remotes/origin/HEAD");
        Folders.write(folder, "event.json", "{\"before\":\"%s\"}".formatted("0".repeat(40)));
        assertThat(observe(shallow, event()).orElseThrow())
                .isEqualTo(new HistoryFacts(
                        Optional.empty(),
                        false,
                        Optional.of("nothing says where the change begins, and this checkout is not whole;"
                                + " check out with fetch-depth: 0")));
    }

    @Test
    void a_merge_group_begins_at_its_base() {
        String base = git(checkout, "rev-parse", "HEAD");
        commit(checkout, "four");
        Folders.write(folder, "event.json", "{\"merge_group\":{\"base_sha\":\"%s\"}}".formatted(base));
        assertThat(observe(event()).since()).contains(base);
    }

    @Test
    void a_history_that_git_cannot_read_is_not_taken_for_none() throws IOException {
        Path lost = Files.createDirectory(folder.resolve("lost"));
        Files.writeString(lost.resolve(".git"), "gitdir: /nowhere/.git/worktrees/lost\n");
        assertThat(observe(lost, Map.of())).isPresent();
        Sandbox sandbox = Sandboxes.here(SURROUNDING);
        try (ScratchCopy copy = ScratchCopy.of(lost, sandbox)) {
            assertThat(HistoryCopy.make(lost, copy, sandbox, new LocalCommands(), Duration.ofMinutes(1)))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("git could not copy the history: "));
        }
        Files.writeString(checkout.resolve(".git/HEAD"), "1".repeat(39) + "\n");
        assertThat(observe(checkout, Map.of())).isPresent();
    }

    @Test
    void on_a_laptop_the_change_is_what_the_remotes_main_branch_lacks() {
        assertThat(observe(Map.of()).since()).contains(git(checkout, "rev-parse", "HEAD~1"));
        assertThat(observe(origin, Map.of())).contains(new HistoryFacts(Optional.empty(), false, Optional.empty()));
    }

    @Test
    void a_broken_event_is_none() {
        Folders.write(folder, "event.json", "{\"before\":");
        assertThat(observe(event()).since()).isPresent();
    }

    @Test
    void what_git_ignores_and_nobody_committed_is_known() {
        Folders.write(checkout, ".gitignore", "*.env\nbuild/\n");
        Folders.write(checkout, "träume.env", "x");
        Folders.write(checkout, "build/out/a", "x");
        Folders.write(checkout, "committed.env", "x");
        git(checkout, "add", "--force", "committed.env");
        assertThat(ChangeHistory.ignored(checkout, SURROUNDING, new LocalCommands()))
                .containsExactlyInAnyOrder("träume.env", "build/");
        assertThat(ChangeHistory.ignored(folder, SURROUNDING, new LocalCommands()))
                .isEmpty();
    }

    @Test
    void without_git_or_without_a_commit_there_is_no_history() throws IOException {
        assertThat(observe(folder, Map.of())).isEmpty();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        git(empty, "init", "--quiet");
        assertThat(observe(empty, Map.of())).isEmpty();
    }

    @Test
    void the_copy_has_the_commits_and_not_the_token() throws IOException {
        git(checkout, "config", "http.extraheader", "AUTHORIZATION: basic c2VjcmV0");
        Folders.write(checkout, ".git/hooks/post-checkout", "#!/bin/sh\nexit 1\n");
        Sandbox sandbox = Sandboxes.here(SURROUNDING);
        try (ScratchCopy copy = ScratchCopy.of(checkout, sandbox)) {
            assertThat(HistoryCopy.make(checkout, copy, sandbox, new LocalCommands(), Duration.ofMinutes(1)))
                    .isEmpty();
            assertThat(git(copy.history(), "rev-parse", "HEAD")).isEqualTo(git(checkout, "rev-parse", "HEAD"));
            assertThat(Files.readString(copy.history().resolve("config"))).doesNotContain("AUTHORIZATION");
            assertThat(copy.history().resolve("hooks")).doesNotExist();
            assertThat(copy.repository().resolve(".git")).isEmptyDirectory();
        }
    }

    @Test
    void the_copy_holds_what_is_checked_out_and_no_other_branch() throws IOException {
        String main = git(checkout, "rev-parse", "refs/remotes/origin/main");
        git(checkout, "checkout", "--quiet", "--detach");
        Sandbox sandbox = Sandboxes.here(SURROUNDING);
        try (ScratchCopy copy = ScratchCopy.of(checkout, sandbox)) {
            assertThat(HistoryCopy.make(checkout, copy, sandbox, new LocalCommands(), Duration.ofMinutes(1)))
                    .isEmpty();
            assertThat(git(copy.history(), "log", "--format=%s")).isEqualTo("three\none");
            assertThat(git(copy.history(), "cat-file", "--batch-check", "--batch-all-objects"))
                    .doesNotContain(main);
        }
    }

    @Test
    void a_copy_that_fails_says_why() throws IOException {
        Sandbox sandbox = Sandboxes.here(SURROUNDING);
        FakeCommands commands = new FakeCommands().exits("git clone", 128, "", "fatal: the disk is full\n");
        try (ScratchCopy copy = ScratchCopy.of(checkout, sandbox)) {
            assertThat(HistoryCopy.make(checkout, copy, sandbox, commands, Duration.ofMinutes(1)))
                    .contains("git could not copy the history: fatal: the disk is full");
        }
    }

    @Test
    void after_a_push_by_force_a_whole_history_is_looked_at_from_its_beginning() {
        Folders.write(folder, "event.json", "{\"before\":\"%s\"}".formatted("1".repeat(40)));
        HistoryFacts all = new HistoryFacts(Optional.empty(), false, Optional.empty());
        assertThat(observe(event())).isEqualTo(all);
        assertThat(observe(Map.of("GITHUB_BASE_REF", "gone"))).isEqualTo(all);
    }

    @Test
    void what_git_keeps_is_known_to_the_letter() {
        Folders.write(checkout, " first", "x");
        Folders.write(checkout, "venv/träume.py", "x");
        Folders.write(checkout, "venv/a\rb.py\r", "x");
        git(checkout, "add", "--all");
        Folders.write(checkout, "new", "x");
        assertThat(ChangeHistory.committed(checkout, SURROUNDING, new LocalCommands()))
                .containsExactlyInAnyOrder(" first", "one", "three", "venv/träume.py", "venv/a\rb.py\r");
        assertThat(ChangeHistory.committed(folder, SURROUNDING, new LocalCommands()))
                .isEmpty();
    }

    @Test
    void a_list_of_files_that_was_cut_off_is_not_taken_for_all() {
        LocalCommands few = new LocalCommands("one\0".length());
        assertThatThrownBy(() -> ChangeHistory.committed(checkout, SURROUNDING, few))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("git ls-files printed more than");
    }
}
