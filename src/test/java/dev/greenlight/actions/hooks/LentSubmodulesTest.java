package dev.greenlight.actions.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.history.Repository;
import dev.greenlight.process.Client;
import dev.greenlight.process.LocalCommands;
import dev.greenlight.report.Report;
import dev.greenlight.report.Severity;
import dev.greenlight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a submodule is there when a commit is checked in a work tree of its own. */
class LentSubmodulesTest {
    @TempDir
    Path temp;

    private final List<Boolean> seen = new ArrayList<>();
    private Repository repository;
    private Path folder;

    @BeforeEach
    void a_repository_with_a_submodule() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        new Repository(other).write("common.py", "x = 1\n").commit("one");
        folder = Files.createDirectory(temp.resolve("repository"));
        repository = new Repository(folder);
        repository.git("submodule", "--quiet", "add", other.toString(), "backend/common");
        repository.commit("one");
        // What is not committed makes a tree of its own needed.
        repository.write("backend/new.py", "x\n");
    }

    private boolean push() {
        Client git = new Client(new LocalCommands(), folder, Map.of("PATH", Repository.PATH, "HOME", temp.toString()));
        String commit = repository.git("rev-parse", "HEAD");
        return new PushCheck(
                        git,
                        tree -> {
                            assertThat(tree.resolve("backend/new.py")).doesNotExist();
                            assertThat(tree.resolve("backend/common/.git")).doesNotExist();
                            seen.add(Files.exists(tree.resolve("backend/common/common.py")));
                            return new Report("q", new Verdict.Passed(), List.of(), List.of(), Map.of(), Map.of());
                        },
                        "greenlight quality",
                        Severity.ERROR)
                .allows("refs/heads/main %s refs/heads/main %s".formatted(commit, "0".repeat(40)), line -> {});
    }

    @Test
    void it_has_the_files_that_are_checked_out_as_the_commit_has_them() {
        assertThat(push()).isTrue();
        assertThat(seen).containsExactly(true);
        assertThat(folder.resolve("backend/common/.git")).exists();
    }

    @Test
    void another_commit_of_it_is_not_taken_for_the_commits_own() {
        new Inner(folder.resolve("backend/common")).commit();
        assertThat(push()).isTrue();
        assertThat(seen).containsExactly(false);
    }

    /** The submodule as it is checked out. */
    private record Inner(Path folder) {
        void commit() {
            Client git =
                    new Client(new LocalCommands(), folder, Map.of("PATH", Repository.PATH, "HOME", folder.toString()));
            new dev.greenlight.actions.hooks.Repository(git)
                    .ask(
                            "commit",
                            "-c",
                            "user.name=a",
                            "-c",
                            "user.email=a@example.org",
                            "commit",
                            "--quiet",
                            "--allow-empty",
                            "--message",
                            "two");
        }
    }
}
