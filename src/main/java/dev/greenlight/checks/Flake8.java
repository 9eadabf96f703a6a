package dev.greenlight.checks;

import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.project.Service;
import java.util.List;

/**
 * flake8 on a Django service, with the team's own configuration.
 *
 * @see <a href="https://flake8.pycqa.org/en/latest/internal/formatters.html">its format option</a>
 */
final class Flake8 implements Check {
    /** The default format, said outright so that a configuration cannot change what is parsed. */
    static final String FORMAT = "%(path)s:%(row)d:%(col)d: %(code)s %(text)s";

    @Override
    public String tool() {
        return "flake8";
    }

    @Override
    public boolean fits(ServiceFacts facts) {
        return facts.service().kind() == Service.Kind.DJANGO;
    }

    @Override
    public boolean fromNodeModules() {
        return false;
    }

    @Override
    public List<String> arguments(ServiceFacts facts) {
        return List.of("--format=" + FORMAT, "--color=never", "--no-show-source", ".");
    }

    /** Its exit code is 1 for findings and for a crash alike: only findings that explain the 1 make it a good ending. */
    @Override
    public ToolRun read(Ending.Exited ending, ReportedPaths paths) {
        Flake8Parser.Parsed parsed = Flake8Parser.parse(ending.output(), paths);
        boolean explained = ending.code() == (parsed.findings().isEmpty() ? 0 : 1);
        if (!explained || ending.errors().contains("Traceback (most recent call last)")) {
            return new ToolRun.Crashed(ending.code(), Tail.of(ending, 20));
        }
        if (!parsed.strange().isEmpty()) {
            return new ToolRun.NoReport("flake8 printed a line that is no finding: "
                    + parsed.strange().getFirst());
        }
        return ToolRun.of(parsed.findings());
    }
}
