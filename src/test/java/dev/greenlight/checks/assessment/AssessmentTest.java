package dev.greenlight.checks.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenlight.checks.baseline.Marker;
import dev.greenlight.report.Finding;
import dev.greenlight.report.Severity;
import dev.greenlight.report.waivers.WaiverGate;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Assessed ONE = Assessments.counting("X1", Severity.ERROR, "a.py", 1);

    @Test
    void what_counts_is_new_and_not_waived_or_was_promised_for_a_day_that_is_over() {
        assertThat(ONE.counts()).isTrue();
        assertThat(Assessments.old(ONE).counts()).isFalse();
        assertThat(Assessments.waived(ONE).counts()).isFalse();
        assertThat(Assessments.old(Assessments.lapsed(ONE)).counts()).isTrue();
        assertThat(List.of(
                        ONE.standing(),
                        Assessments.old(ONE).standing(),
                        Assessments.waived(ONE).standing(),
                        Assessments.lapsed(ONE).standing()))
                .containsExactly("new", "old", "waived", "expired");
    }

    @Test
    void equal_findings_are_numbered_so_that_each_has_a_fingerprint_of_its_own() {
        Finding finding = ONE.finding();
        List<Finding> findings = List.of(finding, finding);
        BitSet fresh = new BitSet();
        fresh.set(1);
        Assessment assessment = Assessment.of(
                findings,
                new Marker(path -> List.of("bad")).mark(findings),
                new WaiverGate(List.of(), LocalDate.of(2026, 11, 29)).review(findings, tool -> true),
                Optional.of(new Comparison(fresh, "x", List.of())));
        assertThat(assessment.all()).extracting(Assessed::fingerprint).doesNotHaveDuplicates();
        assertThat(assessment.all().getLast().fingerprint()).endsWith(":2");
        assertThat(assessment.all()).extracting(Assessed::fresh).containsExactly(false, true);
        assertThat(assessment.count(Severity.ERROR)).isEqualTo(2);
        assertThat(assessment.count(Severity.NOTE)).isZero();
    }
}
