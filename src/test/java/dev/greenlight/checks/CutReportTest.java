package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.process.LocalCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools that print more than is kept. */
class CutReportTest extends CheckedProject {
    /** A real child, of whose output a hundred characters are kept. */
    private static Ending printing(Command command, String script) {
        return new LocalCommands(100)
                .run(new Command(
                        List.of("sh", "-c", script),
                        command.directory(),
                        Map.of("PATH", "/usr/bin:/bin"),
                        Duration.ofMinutes(1),
                        ""));
    }

    @Test
    void a_report_that_was_cut_off_is_none_also_where_what_is_left_reads_like_one() {
        String clean = "[{\"filePath\":\"a.js\",\"messages\":[]}";
        commands.on(
                        "flake8",
                        command -> printing(command, "echo './a.py:1:1: F401 unused'; yes ' ' | head -c 100; exit 1"))
                .on("bin/eslint", command -> printing(command, "printf '" + clean + "]%99s,' ' '"))
                .on("bin/tsc", command -> printing(command, "yes '' | head -c 100"));
        Map<String, ToolRun> runs = run();
        ToolRun cut = new ToolRun.NoReport(
                "it printed more than the 64 Mi characters that are kept, or left a process behind that may print more");
        assertThat(runs)
                .containsEntry("flake8", cut)
                .containsEntry("eslint", cut)
                .containsEntry("tsc", new ToolRun.Clean());
        commands.on("bin/eslint", command -> printing(command, "printf '" + clean + ",%99s]' ' '"));
        assertThat(run("eslint")).isEqualTo(cut);
    }
}
