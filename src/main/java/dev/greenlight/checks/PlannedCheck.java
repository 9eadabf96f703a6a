package dev.greenlight.checks;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Target;

/**
 * One tool to be run on one target.
 *
 * @param check the tool
 * @param target a service, or what else is checked
 */
public record PlannedCheck(Check check, Target target) {
    /** The tool's name. */
    public String tool() {
        return check.tool();
    }

    /** What the target is called. */
    public String where() {
        return target.name();
    }
}
