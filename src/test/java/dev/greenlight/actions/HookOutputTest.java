package dev.greenlight.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.history.Repository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when git calls the hook. */
class HookOutputTest {
    private static final int FAULTS = 40;

    @TempDir
    Path folder;

    private String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Program.of(
                        Map.of("PATH", Repository.PATH, "HOME", folder.toString()),
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        false)
                .run(List.of(arguments));
        assertThat(code).isEqualTo(Program.INVALID_INPUT);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void faults_of_what_is_pushed_are_no_more_than_a_screen_and_all_of_them_are_told_by_quality() {
        Repository repository = new Repository(folder);
        repository
                .write(".gitignore", "test-logs/\ngreenlight-reports/\n")
                .write("greenlight.yml", """
                        version: 1
                        services:
                          backend: { kind: django, path: backend, port: 8000, health: /health }
                        """)
                .write("backend/a.py", "x = 1\n")
                .write("greenlight-waivers.yml", "version: 1\nwaivers:\n" + "  - { rule: X }\n".repeat(FAULTS));
        String commit = repository.commit("one");
        String hook = run("hook", "--push", "refs/heads/main %s refs/heads/main %s".formatted(commit, "0".repeat(40)));
        assertThat(hook.lines()).hasSizeLessThanOrEqualTo(20);
        assertThat(hook)
                .contains("greenlight-waivers.yml")
                .containsPattern("and [0-9]+ more; greenlight quality tells all");
        assertThat(run("quality").lines()).hasSizeGreaterThanOrEqualTo(FAULTS);
    }
}
