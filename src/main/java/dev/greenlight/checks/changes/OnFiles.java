package dev.greenlight.checks.changes;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import java.util.List;

/**
 * A check whose tool is told of some files alone.
 *
 * @param check the same on all files
 * @param files relative to the folder that the tool works in, each with {@code ./} before it
 */
record OnFiles(Check check, List<String> files) implements Check {
    OnFiles {
        files = List.copyOf(files);
    }

    @Override
    public String tool() {
        return check.tool();
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return check.fits(target, advisories);
    }

    @Override
    public boolean madeOf(String packageName) {
        return check.madeOf(packageName);
    }

    @Override
    public boolean walks() {
        return check.walks();
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        Invocation whole = check.invocation(target, setting);
        return new Invocation(check.telling(whole.arguments(), files), whole.environment(), whole.asks());
    }

    /** When the team excludes all that has changed there is nothing to look at, which is no failure here. */
    @Override
    public ToolRun read(ToolReport report) {
        ToolRun run = check.read(report);
        return run.equals(ToolRun.nothing(tool())) ? new ToolRun.Clean() : run;
    }
}
