package dev.greenlight.releases.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GitLineageTest {
    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    @TempDir
    private Path work;

    private final Commands commands = new LocalCommands();

    private String git(Path folder, String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
        line.addAll(List.of(arguments));
        Ending ending =
                commands.run(Command.of(folder, line).withEnvironment(Map.of("PATH", PATH, "HOME", work.toString())));
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Exited.class,
                        exited -> assertThat(exited.errors() + exited.code()).endsWith("0"));
        return ((Ending.Exited) ending).output().strip();
    }

    private String commit(Path folder, String words) {
        git(folder, "commit", "--quiet", "--allow-empty", "--message", words);
        return git(folder, "rev-parse", "HEAD");
    }

    @Test
    void the_history_tells_which_commit_is_newer() {
        git(work, "init", "--quiet");
        String one = commit(work, "one");
        git(work, "tag", "v1");
        String two = commit(work, "two");
        git(work, "checkout", "--quiet", "-b", "side", one);
        String side = commit(work, "side");
        Lineage lineage = new GitLineage(commands, work, PATH);

        assertThat(lineage.order(two, one)).isEqualTo(Order.NEWER);
        assertThat(lineage.order(one, two)).isEqualTo(Order.OLDER);
        assertThat(lineage.order(two, side)).isEqualTo(Order.DIVERGED);
        assertThat(lineage.order(one, "v1")).isEqualTo(Order.SAME);
        assertThat(lineage.order("v9", one)).isEqualTo(Order.UNKNOWN);
        assertThat(lineage.order("--help", one)).isEqualTo(Order.UNKNOWN);
        assertThat(lineage.order("", one)).isEqualTo(Order.UNKNOWN);
    }

    @Test
    void a_shallow_clone_does_not_know_what_it_does_not_hold() {
        git(work, "init", "--quiet", "origin");
        Path origin = work.resolve("origin");
        String one = commit(origin, "one");
        String two = commit(origin, "two");
        git(work, "clone", "--quiet", "--depth", "1", origin.toUri().toString(), "shallow");

        assertThat(new GitLineage(commands, work.resolve("shallow"), PATH).order(two, one))
                .isEqualTo(Order.UNKNOWN);
    }

    @Test
    void without_a_repository_nothing_is_known() {
        assertThat(new GitLineage(commands, work, PATH).order("a", "b")).isEqualTo(Order.UNKNOWN);
    }
}
