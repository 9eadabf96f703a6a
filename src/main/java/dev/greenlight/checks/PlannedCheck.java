package dev.greenlight.checks;

/**
 * One tool to be run on one service.
 *
 * @param check the tool
 * @param facts the service
 */
public record PlannedCheck(Check check, ServiceFacts facts) {
    /** The tool's name. */
    public String tool() {
        return check.tool();
    }

    /** The service's name. */
    public String service() {
        return facts.service().name();
    }
}
