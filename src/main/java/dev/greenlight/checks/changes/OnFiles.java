package dev.greenlight.checks.changes;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import java.util.List;
import java.util.stream.Stream;

/**
 * A check whose tool is told of some files alone.
 *
 * @param check the same on all files
 * @param files relative to the folder that the tool works in, each with {@code ./} before it so that none is taken for an option
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

    /** Takes the place of the whole folder, or of what the tool would be told of. */
    @Override
    public Invocation invocation(Target target, Setting setting) {
        Invocation whole = check.invocation(target, setting);
        List<String> arguments = whole.arguments().stream()
                .flatMap(argument -> argument.equals(".")
                        ? files.stream()
                        : Stream.of(argument).filter(one -> !one.startsWith("./") || files.contains(one)))
                .toList();
        return new Invocation(arguments, whole.environment(), whole.asks());
    }

    @Override
    public ToolRun read(ToolReport report) {
        return check.read(report);
    }
}
