package dev.greenlight.checks.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenlight.process.FakeCommands;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real git on real repositories. */
class GitHistoryTest {
    private static final Target MAIN = Target.branch("main");

    @TempDir
    Path top;

    private Path work() {
        return top.resolve("work");
    }

    private Repository repository() throws IOException {
        return new Repository(Files.createDirectories(work()));
    }

    private static void assertRefused(GitHistory history, Target target, String why) {
        assertThatThrownBy(() -> history.mergeBase(target))
                .isInstanceOfSatisfying(
                        ExternalFailure.class,
                        failure -> assertThat(failure.remedy()).isNotBlank())
                .hasMessageContaining("find the merge base with " + target.words())
                .hasMessageContaining(why);
    }

    @Test
    void the_merge_base_is_where_the_histories_parted_also_with_a_detached_head() throws IOException {
        Repository repository = repository();
        String one = repository.write("a", "1").commit("one");
        repository.git("checkout", "--quiet", "-b", "side");
        String side = repository.write("b", "2").commit("side");
        repository.git("checkout", "--quiet", "main");
        repository.write("c", "3").commit("main goes on");
        repository.git("checkout", "--quiet", "--detach", side);
        assertThat(repository.history().mergeBase(MAIN)).isEqualTo(one);
        assertThat(repository.history().mergeBase(TargetPlanner.plan(Optional.of(one), java.util.Map.of(), "")))
                .isEqualTo(one);
        assertRefused(repository.history(), Target.branch("nowhere"), "git knows no refs/remotes/origin/nowhere");
        assertRefused(repository.history(), new Target(List.of("--help"), "odd"), "git knows no --help");
    }

    @Test
    void a_shallow_clone_says_what_it_lacks() throws IOException {
        Repository repository = repository();
        repository.write("a", "1").commit("one");
        repository.git("checkout", "--quiet", "-b", "side");
        repository.write("b", "2").commit("side");
        repository.git(
                "clone",
                "--quiet",
                "--depth=1",
                "--branch=side",
                "file://" + work(),
                top.resolve("clone").toString());
        GitHistory shallow = new GitHistory(new LocalCommands(), top.resolve("clone"), Repository.PATH);
        assertRefused(shallow, MAIN, "this clone is shallow");
        assertThatThrownBy(() -> shallow.mergeBase(MAIN))
                .isInstanceOfSatisfying(
                        ExternalFailure.class,
                        failure -> assertThat(failure.remedy()).contains("fetch-depth: 0"));
    }

    @Test
    void histories_without_a_common_commit_and_none_at_all_are_refused() throws IOException {
        Repository repository = repository();
        assertRefused(repository.history(), MAIN, "nothing has been committed yet");
        repository.write("a", "1").commit("one");
        repository.git("checkout", "--quiet", "--orphan", "other");
        repository.commit("other");
        assertRefused(repository.history(), MAIN, "no commit in common");
    }

    @Test
    void without_git_or_a_repository_there_is_no_comparison() throws IOException {
        assertRefused(new GitHistory(new LocalCommands(), top, Repository.PATH), MAIN, "is not a git repository");
        assertRefused(new GitHistory(new FakeCommands().missing("git"), top, "/bin"), MAIN, "git cannot be started");
        Repository repository = repository();
        repository.write("folder/a", "1").commit("one");
        assertRefused(
                new GitHistory(new LocalCommands(), work().resolve("folder"), Repository.PATH),
                MAIN,
                "is not the top of its repository");
    }

    @Test
    void changes_are_those_of_the_files_committed_or_not() throws IOException {
        Repository repository = repository();
        String text = "a line\nanother line\na third line\n";
        String base = repository
                .write(".gitignore", "ignored\n")
                .write("same", "1")
                .write("edited", "1")
                .write("removed", "x\ny\n")
                .write("old name", text)
                .commit("one");
        repository.git("mv", "old name", "new\nname; rm -rf ~");
        repository.git("rm", "--quiet", "removed");
        repository.write("added", "2").commit("two");
        repository.write("edited", "2").write("untracked ::error::", "3").write("ignored", "4");
        repository.write("carriage\rreturn", "5").write("windows\r\nend", "6");
        Changes changes = repository.history().since(base);
        assertThat(changes.touched())
                .containsExactlyInAnyOrder(
                        "added",
                        "edited",
                        "new\nname; rm -rf ~",
                        "untracked ::error::",
                        "carriage\rreturn",
                        "windows\r\nend");
        assertThat(changes.before()).containsExactly(java.util.Map.entry("new\nname; rm -rf ~", "old name"));
        assertThat(changes.gone()).containsExactlyInAnyOrder("removed", "old name");
        assertThatThrownBy(() -> repository.history().since("nothing")).isInstanceOf(ExternalFailure.class);
    }

    @Test
    void a_list_that_was_cut_off_is_no_answer() throws IOException {
        Repository repository = repository();
        String base = repository.write("a", "1").commit("one");
        repository.write("first", "2").write("second", "2");
        GitHistory history = new GitHistory(new LocalCommands("first\0".length()), work(), Repository.PATH);
        assertThatThrownBy(() -> history.since(base))
                .isInstanceOf(ExternalFailure.class)
                .hasMessageContaining("git ls-files printed more than the 64 Mi characters that are kept");
        assertThat(history.resolve("HEAD")).isEmpty();
    }

    @Test
    void a_tree_is_written_out_whole_and_leaves_no_trace() throws IOException {
        Repository repository = repository();
        String base = repository
                .write(".gitattributes", "hidden export-ignore\n")
                .write("hidden", "not exported")
                .write("web/package-lock.json", "{}")
                .write("a", "1")
                .commit("one");
        repository.write("a", "2").write("web/node_modules/x/index.js", "3").write("more/node_modules/x", "4");
        Path root;
        try (EarlierTree tree = repository.history().tree(base, List.of(""))) {
            root = tree.root();
            assertThat(root.resolve("a")).hasContent("1");
            assertThat(root.resolve("hidden")).hasContent("not exported");
            assertThat(root.resolve("web/node_modules")).isSymbolicLink();
            assertThat(root.resolve("web/node_modules/x/index.js")).hasContent("3");
            assertThat(root.resolve("more")).doesNotExist();
            assertThat(root.resolve(".git")).doesNotExist();
        }
        assertThat(root.getParent()).doesNotExist();
        assertThat(work().resolve("web/node_modules/x/index.js"))
                .as("links are removed, not followed")
                .exists();
        assertThat(repository.git("status", "--porcelain", "a")).isEqualTo("M a");
    }

    @Test
    void a_submodule_in_what_is_checked_is_refused() throws IOException {
        Repository repository = repository();
        Path other = Files.createDirectory(top.resolve("other"));
        new Repository(other).write("x", "1").commit("one");
        repository.write("a", "1");
        repository.git("submodule", "--quiet", "add", "file://" + other, "backend/lib");
        String base = repository.commit("one");
        for (String folder : List.of("", "backend", "backend/lib/deep")) {
            assertThatThrownBy(() -> repository.history().tree(base, List.of(folder)))
                    .isInstanceOf(ExternalFailure.class)
                    .hasMessageContaining("backend/lib is a submodule");
        }
        try (EarlierTree tree = repository.history().tree(base, List.of("back", "frontend"))) {
            assertThat(tree.root().resolve("a")).exists();
        }
    }
}
