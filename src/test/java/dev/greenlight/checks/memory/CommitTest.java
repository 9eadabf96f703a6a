package dev.greenlight.checks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what git itself says. */
class CommitTest {
    @TempDir
    Path temp;

    private Path repository;

    @BeforeEach
    void a_repository_with_two_commits() throws IOException {
        repository = Files.createDirectory(temp.toRealPath().resolve("repository"));
        git(repository, "init", "--quiet", "--initial-branch=main");
        git(repository, "commit", "--quiet", "--allow-empty", "-m", "first");
        git(repository, "commit", "--quiet", "--allow-empty", "-m", "second");
    }

    @Test
    void on_a_branch_detached_and_with_packed_references_it_is_gits_head() {
        assertHead(repository);
        git(repository, "pack-refs", "--all");
        assertHead(repository);
        git(repository, "checkout", "--quiet", "--detach", "HEAD~1");
        assertHead(repository);
    }

    @Test
    void in_a_second_work_tree_it_is_that_trees_own() {
        Path second = temp.resolve("second");
        git(repository, "worktree", "add", "--quiet", "-b", "other", second.toString(), "HEAD~1");
        assertHead(second);
        assertHead(repository);
        assertThat(Commit.identity(second)).isNotEqualTo(Commit.identity(repository));
    }

    @Test
    void how_much_of_the_history_is_there_counts() {
        Path shallow = temp.resolve("shallow");
        git(temp, "clone", "--quiet", "--depth", "1", "file://" + repository, shallow.toString());
        assertThat(Commit.identity(shallow)).isPresent().isNotEqualTo(Commit.identity(repository));
    }

    @Test
    void where_it_cannot_be_told_it_is_not() throws IOException {
        assertThat(Commit.identity(temp)).isEmpty();
        Path empty = Files.createDirectory(temp.resolve("empty"));
        git(empty, "init", "--quiet");
        assertThat(Commit.identity(empty)).isEmpty();
        Files.writeString(repository.resolve(".git/HEAD"), "ref: ../../etc/passwd\n");
        assertThat(Commit.identity(repository)).isEmpty();
        Files.writeString(repository.resolve(".git/HEAD"), "something else\n");
        assertThat(Commit.identity(repository)).isEmpty();
    }

    private static void assertHead(Path folder) {
        assertThat(Commit.identity(folder))
                .contains(git(folder, "rev-parse", "HEAD").strip() + " whole");
    }

    private static String git(Path folder, String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
        line.addAll(List.of(arguments));
        Ending ending = new LocalCommands()
                .run(Command.of(folder, line)
                        .withEnvironment(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString())));
        return ((Ending.Exited) ending).output();
    }
}
