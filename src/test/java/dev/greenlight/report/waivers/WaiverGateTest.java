package dev.greenlight.report.waivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.report.Advisory;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Location;
import dev.greenlight.report.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverGateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final Finding UNUSED = new Finding(
            "flake8", "F401", Severity.ERROR, Optional.of(new Location("backend/a.py", 3, 1)), "'os' is unused");
    private static final Finding INJECTION = new Finding(
            "pip-audit",
            "PYSEC-2024-1",
            Severity.ERROR,
            Optional.of(Location.of("backend/requirements.txt")),
            "django 4.1 lets SQL in",
            Optional.of(new Advisory("Django_Core", Set.of("CVE-2024-1", "GHSA-aaaa-bbbb-cccc"))));

    private static Waiver rule(String id, String glob, LocalDate expires) {
        return new Waiver(
                new Waiver.What.Rule(id),
                new Waiver.Scope.Files(new Glob(glob)),
                Optional.empty(),
                "ann",
                "generated",
                expires,
                "greenlight-waivers.yml:4");
    }

    private static Waiver advisory(String id, Waiver.Scope scope) {
        return new Waiver(
                new Waiver.What.OfAdvisory(id), scope, Optional.empty(), "ann", "not reachable", TODAY, "w:1");
    }

    private static WaiverReview review(List<Waiver> waivers, Finding... findings) {
        return new WaiverGate(waivers, TODAY).review(List.of(findings), tool -> true);
    }

    @Test
    void a_finding_without_a_waiver_counts() {
        WaiverReview review = review(List.of(), UNUSED);
        assertThat(review.rulings()).containsExactly(new Ruling.Counts());
        assertThat(review.lapsed()).isEmpty();
        assertThat(review.unused()).isEmpty();
    }

    @Test
    void a_waiver_holds_to_the_end_of_its_last_day_and_the_finding_is_back_on_the_next() {
        Waiver last = rule("F401", "backend/**", TODAY);
        assertThat(review(List.of(last), UNUSED).rulings()).containsExactly(new Ruling.Waived(last));
        WaiverReview after = new WaiverGate(List.of(last), TODAY.plusDays(1)).review(List.of(UNUSED), tool -> true);
        assertThat(after.rulings()).containsExactly(new Ruling.Lapsed(last));
        assertThat(after.lapsed()).containsExactly(last);
        assertThat(after.unused()).isEmpty();
        assertThat(after.ending()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "6, true", "7, false", "300, false"})
    void the_last_seven_days_are_warned_of(int days, boolean warned) {
        Waiver waiver = rule("F401", "**", TODAY.plusDays(days));
        assertThat(review(List.of(waiver), UNUSED).ending()).hasSize(warned ? 1 : 0);
        assertThat(review(List.of(waiver)).ending())
                .as("an unused one is not missed")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"F401, frontend/**", "F40, backend/**", "f401, backend/**", "F4011, backend/**"})
    void another_rule_or_another_path_is_not_covered(String id, String glob) {
        Waiver waiver = rule(id, glob, TODAY);
        WaiverReview review = review(List.of(waiver), UNUSED);
        assertThat(review.rulings()).containsExactly(new Ruling.Counts());
        assertThat(review.unused()).containsExactly(waiver);
    }

    @Test
    void a_waiver_of_one_tool_is_not_anothers() {
        Waiver any = rule("F401", "**", TODAY);
        Waiver other = new Waiver(any.what(), any.scope(), Optional.of("ruff"), "ann", "so", TODAY, "w:1");
        Waiver own = new Waiver(any.what(), any.scope(), Optional.of("flake8"), "ann", "so", TODAY, "w:1");
        assertThat(review(List.of(other), UNUSED).rulings()).containsExactly(new Ruling.Counts());
        assertThat(review(List.of(own), UNUSED).rulings()).containsExactly(new Ruling.Waived(own));
        assertThat(own.subject()).isEqualTo("rule F401, path **, of flake8");
    }

    @ParameterizedTest
    @CsvSource({
        "PYSEC-2024-1, true",
        "pysec-2024-1, true",
        "cve-2024-1, true",
        "GHSA-AAAA-bbbb-cccc, true",
        "CVE-2024-2, false"
    })
    void an_advisory_is_known_by_any_of_its_ids(String id, boolean waived) {
        Waiver waiver = advisory(id, new Waiver.Scope.Dependency("django.core"));
        assertThat(review(List.of(waiver), INJECTION).rulings())
                .containsExactly(waived ? new Ruling.Waived(waiver) : new Ruling.Counts());
    }

    @Test
    void an_advisory_is_waived_for_one_package_or_in_one_file() {
        Waiver other = advisory("CVE-2024-1", new Waiver.Scope.Dependency("flask"));
        assertThat(review(List.of(other), INJECTION).rulings()).containsExactly(new Ruling.Counts());
        Waiver file = advisory("CVE-2024-1", new Waiver.Scope.Files(new Glob("backend/*.txt")));
        assertThat(review(List.of(file), INJECTION).rulings()).containsExactly(new Ruling.Waived(file));
    }

    @Test
    void a_package_says_nothing_of_findings_that_are_about_no_package() {
        Waiver waiver = new Waiver(
                new Waiver.What.Rule("F401"),
                new Waiver.Scope.Dependency("os"),
                Optional.empty(),
                "ann",
                "so",
                TODAY,
                "w:1");
        assertThat(review(List.of(waiver), UNUSED).rulings()).containsExactly(new Ruling.Counts());
    }

    @Test
    void one_that_holds_decides_over_one_that_has_expired() {
        Waiver old = rule("F401", "**", TODAY.minusDays(1));
        Waiver valid = rule("F401", "backend/**", TODAY);
        WaiverReview review = review(List.of(old, valid), UNUSED);
        assertThat(review.rulings()).containsExactly(new Ruling.Waived(valid));
        assertThat(review.lapsed()).isEmpty();
        assertThat(review.unused()).containsExactly(old);
    }

    @Test
    void a_waiver_is_not_called_unused_before_its_tool_has_said_all() {
        Waiver any = rule("F401", "x", TODAY);
        Waiver own = new Waiver(any.what(), any.scope(), Optional.of("flake8"), "ann", "so", TODAY, "w:1");
        WaiverGate gate = new WaiverGate(List.of(any, own), TODAY);
        assertThat(gate.review(List.of(), tool -> tool.equals("flake8")).unused())
                .containsExactly(own);
        assertThat(gate.review(List.of(), String::isEmpty).unused()).containsExactly(any);
    }
}
