package dev.greenlight.checks.fixes;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import java.util.ArrayList;
import java.util.List;

/** A check whose tool repairs what it can before it reports the rest. @param check the same without repairs */
record Fixing(Check check) implements Check {
    @Override
    public String tool() {
        return check.tool();
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return check.fits(target, advisories);
    }

    @Override
    public boolean fromNodeModules() {
        return check.fromNodeModules();
    }

    @Override
    public boolean readsDatabase() {
        return check.readsDatabase();
    }

    @Override
    public boolean madeOf(String packageName) {
        return check.madeOf(packageName);
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        Invocation plain = check.invocation(target, setting);
        List<String> arguments = new ArrayList<>(plain.arguments());
        arguments.addAll(1, check.fixing());
        return new Invocation(arguments, plain.environment(), plain.asks());
    }

    @Override
    public ToolRun read(ToolReport report) {
        return check.read(report);
    }
}
