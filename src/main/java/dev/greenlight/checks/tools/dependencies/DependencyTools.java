package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.checks.tools.Check;
import java.util.List;

/** The checks of what services are made with. */
public final class DependencyTools {
    private DependencyTools() {}

    /** All of them. */
    public static List<Check> all() {
        return List.of(new PipAudit(false), new PipAudit(true), new Safety(), new NpmAudit(), new OsvScanner());
    }
}
