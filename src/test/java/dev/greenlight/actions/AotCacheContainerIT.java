package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the built image starts from its AOT caches; Java leaves an unusable one out without a word. */
class AotCacheContainerIT {
    private static final String IMAGE = System.getProperty("greenlight.image", "greenlight:local");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quality --checks none", "deploy-bluegreen --help", "rollback --help"})
    void each_kind_of_action_gets_its_classes_from_its_cache(String action) {
        Ending.Exited ended = check(IMAGE, action);
        assertThat(ended.code()).as(ended.output() + ended.errors()).isZero();
        assertThat(ended.output()).contains("come from the AOT cache");
    }

    /** No cache, and the other actions' cache. */
    @ParameterizedTest
    @ValueSource(
            strings = {"rm /opt/greenlight/checks.aot", "cp /opt/greenlight/releases.aot /opt/greenlight/checks.aot"})
    void a_cache_that_is_not_there_or_does_not_fit_is_noticed(String change) throws IOException {
        String spoilt = "greenlight-test-aot:" + ProcessHandle.current().pid();
        Files.writeString(folder.resolve("Dockerfile"), "FROM " + IMAGE + "\nRUN " + change + "\n");
        Ending.Exited built = run(List.of("docker", "build", "--tag", spoilt, folder.toString()));
        assertThat(built.code()).as(built.output() + built.errors()).isZero();
        try {
            Ending.Exited ended = check(spoilt, "quality --checks none");
            assertThat(ended.code()).as(ended.output() + ended.errors()).isNotZero();
            assertThat(ended.errors()).contains("aot-check");
        } finally {
            run(List.of("docker", "image", "rm", "--force", spoilt));
        }
    }

    private Ending.Exited check(String image, String action) {
        Path script = Path.of("scripts/lib/aot-check.sh").toAbsolutePath();
        return run(List.of("bash", "-c", script + " " + image + " " + action));
    }

    private Ending.Exited run(List<String> line) {
        Command command = Command.of(folder, line)
                .withEnvironment(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString()))
                .within(Duration.ofMinutes(3));
        return (Ending.Exited) new LocalCommands().run(command);
    }
}
