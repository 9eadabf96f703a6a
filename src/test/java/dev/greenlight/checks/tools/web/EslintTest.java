package dev.greenlight.checks.tools.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.Folders;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EslintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eslint.config.js | true",
                "eslint.config.js .eslintrc.cjs | true",
                "eslint.config.js src/main.ts | false",
                "src/eslint.ts | false"
            })
    void a_run_that_looked_at_its_own_configuration_alone_is_not_clean(String files, boolean nothing) {
        String output = Stream.of(files.split(" "))
                .map("{\"filePath\":\"/scratch/repository/frontend/%s\",\"messages\":[]}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        ToolReport report = new ToolReport(
                new Ending.Exited(0, output, "", Duration.ZERO),
                new ReportedPaths(Path.of("/scratch/repository/frontend"), "frontend"),
                Folders.REACT,
                path -> "");
        assertThat(new Eslint().read(report))
                .isEqualTo(nothing ? new ToolRun.NoReport("eslint looked at no file") : new ToolRun.Clean());
    }
}
