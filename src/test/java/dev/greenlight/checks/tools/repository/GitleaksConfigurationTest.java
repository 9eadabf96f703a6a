package dev.greenlight.checks.tools.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitleaksConfigurationTest {
    private static final String NO_RULES = "[allowlist]\npaths = ['''^docs/''']\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "title = 'ours' ! has no rules",
                "[extend]\\nuseDefault = false ! has no rules",
                "[extend]\\ndisabledRules = ['x'] ! has no rules",
                "[extend]\\nuseDefault = true ! ^^",
                "[extend]\\npath = 'base.toml' ! ^^",
                "[[rules]]\\nid = 'own'\\nregex = 'x' ! ^^",
                "[extend]\\nuseDefault = true\\n[allowlist]\\npaths = ['.*'] ! lets every file pass, with the path '.*'",
                "[extend]\\nuseDefault = true\\n[[allowlists]]\\npaths = ['^docs/', '(?i)^'] ! with the path '(?i)^'",
                "[extend]\\nuseDefault = true\\n[[allowlists]]\\npaths = [''] ! with the path ''",
                "[extend]\\nuseDefault = true\\n[[allowlists]]\\ntargetRules = ['x']\\npaths = ['.*'] ! ^^",
                "[extend]\\nuseDefault = true\\n[[allowlists]]\\ncondition = 'AND'\\npaths = ['.*']\\nregexes = ['y'] ! ^^",
                "[extend]\\nuseDefault = true\\n[allowlist]\\npaths = ['\\\\.py$', '^tests/', '[', '\\\\.(kdw|x)$'] ! ^^",
                "not [ toml ! ^^",
                "^^ ! ^^"
            })
    void what_lets_everything_pass_is_told(String text, String why) {
        assertThat(GitleaksConfiguration.emptiness(text.replace("\\n", "\n")).orElse(""))
                .contains(why)
                .matches(said -> said.isEmpty() == why.isEmpty());
    }

    @Test
    void a_search_with_such_a_configuration_is_part_skipped_in_the_files_and_in_the_history() {
        assertThat(read(new Gitleaks(), Folders.REPOSITORY, NO_RULES)).isInstanceOf(ToolRun.PartSkipped.class);
        assertThat(read(new GitleaksHistory(), Folders.HISTORY, NO_RULES)).isInstanceOf(ToolRun.PartSkipped.class);
        assertThat(read(new Gitleaks(), Folders.REPOSITORY, "")).isEqualTo(new ToolRun.Clean());
        assertThat(read(new GitleaksHistory(), Folders.HISTORY, "")).isEqualTo(new ToolRun.Clean());
    }

    private static ToolRun read(Check check, Target target, String configuration) {
        return check.read(new ToolReport(
                new Ending.Exited(0, "[]", "", Duration.ZERO),
                new ReportedPaths(Path.of("/scratch/repository"), ""),
                target,
                path -> path.equals(".gitleaks.toml") ? configuration : ""));
    }
}
