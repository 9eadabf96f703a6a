package dev.greenlight.checks.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real git repository in a folder of a test. */
public final class Repository {
    /** Where git is found. */
    public static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    private final Path folder;

    public Repository(Path folder) {
        this.folder = folder;
        git("init", "--quiet", "--initial-branch=main");
    }

    public GitHistory history() {
        return new GitHistory(new LocalCommands(), folder, PATH);
    }

    public Repository write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all that is there. @return the commit */
    public String commit(String words) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", words);
        return git("rev-parse", "HEAD");
    }

    public String git(String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
        line.addAll(List.of("-c", "protocol.file.allow=always"));
        line.addAll(List.of(arguments));
        Ending ending = new LocalCommands()
                .run(Command.of(folder, line).withEnvironment(Map.of("PATH", PATH, "HOME", folder.toString())));
        assertThat(ending).isInstanceOf(Ending.Exited.class);
        Ending.Exited exited = (Ending.Exited) ending;
        assertThat(exited.code()).as(exited.errors()).isZero();
        return exited.output().strip();
    }
}
