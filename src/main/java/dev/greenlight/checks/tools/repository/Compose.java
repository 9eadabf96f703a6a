package dev.greenlight.checks.tools.repository;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ComposeFacts;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Docker Compose as a checker of Compose files. Variables that are the machine's to give have a stand-in, since it is not asked whether this
 * machine could start the project.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/compose/config/">the command</a>
 */
final class Compose implements Check {
    /** What Compose ends with when a file is not there, and when it refuses what a file says. */
    private static final List<Integer> REFUSED = List.of(14, 15);

    /** What Docker ends with when it does not know the command. */
    private static final int NO_PLUGIN = 125;

    /** What it says, and goes on with the first of them. */
    private static final Pattern MANY =
            Pattern.compile("Found multiple (config|override) files with supported names: [^\"\\n]*");

    /** A number, a truth and a text alike, which is what a variable may stand for. */
    private static final String STAND_IN = "1";

    @Override
    public String tool() {
        return "compose";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ComposeFacts;
    }

    /** Without a file's name it reads the override beside it as well, as it does when the project is started. */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        Invocation invocation =
                Invocation.of(List.of("docker", "compose", "--project-name", "project", "config", "--quiet"));
        if (target instanceof ComposeFacts facts) {
            for (String variable : facts.variables()) {
                invocation = invocation.with(variable, STAND_IN);
            }
        }
        return invocation;
    }

    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() == 0) {
            return ToolRun.of(
                    List.of(),
                    MANY.matcher(report.errors())
                            .results()
                            .map(match -> "Compose read one of several files alone ("
                                    + match.group()
                                            .strip()
                                            .replace(report.paths().folder() + "/", "") + ")")
                            .toList());
        }
        if (report.code() == NO_PLUGIN) {
            return new ToolRun.Missing("Docker has no compose plugin here");
        }
        if (!REFUSED.contains(report.code())) {
            return report.crashed();
        }
        String file = report.target() instanceof ComposeFacts facts ? facts.file() : "";
        Optional<Finding> finding = ComposeParser.parse(
                report.errors(), file.substring(file.lastIndexOf('/') + 1), report.sources(), report.paths());
        return finding.map(found -> ToolRun.of(List.of(found))).orElseGet(report::crashed);
    }
}
