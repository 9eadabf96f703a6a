package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.waiting.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that is told to stop while a tool runs, which has started another process apart from itself. */
class QualityCancelledTest {
    @TempDir
    Path folder;

    @Test
    void nothing_that_it_started_runs_on_and_no_copy_is_left() throws Exception {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path pids = folder.resolve("pids");
        Folders.write(workspace, "backend/manage.py", "x\n");
        Folders.write(workspace, "greenlight.yml", """
                version: 1
                services:
                  backend: { kind: django, path: backend, port: 8000, health: /health }
                """);
        Folders.write(folder, "bin/flake8", """
                #!/bin/sh
                setsid sleep 300 &
                echo "$$ $!" > '%1$s.part'
                mv '%1$s.part' '%1$s'
                wait
                """.formatted(pids));
        assertThat(folder.resolve("bin/flake8").toFile().setExecutable(true)).isTrue();
        OwnProcess quality = OwnProcess.start(
                workspace,
                List.of("-Djava.io.tmpdir=" + temporary),
                Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin", "HOME", folder.toString()),
                List.of("quality", "--checks", "flake8", "--memory", "false"));
        Await.until("the tool and its child", Duration.ofSeconds(60), () -> Files.exists(pids));
        List<String> started = List.of(Files.readString(pids).strip().split(" ", -1));
        assertThat(started).hasSize(2).allMatch(QualityCancelledTest::runs);

        quality.process().destroy();
        OwnProcess.Ended ended = quality.end();
        assertThat(ended.code()).as(ended.output()).isNotZero();
        assertThat(ended.output()).contains("the run was cancelled");
        Await.until("the end of both", () -> started.stream().noneMatch(QualityCancelledTest::runs));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("greenlight-")))
                    .isEmpty();
        }
    }

    /** One that has ended and that nobody has asked for its end runs no more. */
    private static boolean runs(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
