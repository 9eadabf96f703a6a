package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import java.time.Duration;
import java.util.List;

/**
 * What one tool told of one service.
 *
 * @param tool the tool's name
 * @param service the service's name
 * @param trouble why it did not tell all that there is, in a few words; empty when it did
 * @param took how long it took
 * @param findings what it found, and how each stands
 */
public record Account(String tool, String service, String trouble, Duration took, List<Assessed> findings) {
    public Account {
        findings = List.copyOf(findings);
    }

    /** The findings that take part in the verdict, if they are grave enough. */
    public List<Assessed> counting() {
        return findings.stream().filter(Assessed::counts).toList();
    }

    /** Whether it told all. */
    public boolean complete() {
        return trouble.isEmpty();
    }
}
