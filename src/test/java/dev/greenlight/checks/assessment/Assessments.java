package dev.greenlight.checks.assessment;

import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.checks.baseline.Marker;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.Glob;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Assessed findings for tests. */
public final class Assessments {
    public static final Waiver WAIVER = new Waiver(
            new Waiver.What.Rule("X1"),
            new Waiver.Scope.Files(new Glob("**")),
            Optional.empty(),
            "ann",
            "a generated file",
            LocalDate.of(2026, 12, 31),
            "greenlight-waivers.yml:3");

    private Assessments() {}

    public static Mark mark(Finding finding) {
        return new Marker(path -> List.of()).mark(List.of(finding)).getFirst();
    }

    /** A finding that counts. */
    public static Assessed counting(String rule, Severity severity, String path, int line) {
        return of(new Finding("flake8", rule, severity, Optional.of(new Location(path, line, 2)), "bad " + rule));
    }

    /** A finding that counts. */
    public static Assessed of(Finding finding) {
        return new Assessed(finding, mark(finding), 1, true, new Ruling.Counts());
    }

    public static Assessed waived(Assessed one) {
        return new Assessed(one.finding(), one.mark(), one.occurrence(), one.fresh(), new Ruling.Waived(WAIVER));
    }

    public static Assessed lapsed(Assessed one) {
        return new Assessed(one.finding(), one.mark(), one.occurrence(), one.fresh(), new Ruling.Lapsed(WAIVER));
    }

    public static Assessed old(Assessed one) {
        return new Assessed(one.finding(), one.mark(), one.occurrence(), false, one.ruling());
    }
}
