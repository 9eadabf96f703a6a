package dev.greenlight.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.waivers.WaiversParser;
import dev.greenlight.report.Finding;
import dev.greenlight.report.waivers.Ruling;
import dev.greenlight.report.waivers.WaiverGate;
import dev.greenlight.report.waivers.WaiverReview;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each tool found is covered by waivers until their last day, and counts again after it. */
class WaivedToolsTest extends CheckedProject {
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private static WaiverReview review(List<Finding> findings, LocalDate today) {
        String file =
                WaivedSubject.file(findings.stream().map(WaivedSubject::of).toList(), LAST);
        return new WaiverGate(WaiversParser.parse(file, "greenlight-waivers.yml"), today)
                .review(findings, tool -> true);
    }

    @TestFactory
    Stream<DynamicTest> findings_of_every_tool() {
        return VerdictRows.all()
                .filter(row -> row.verdict().equals(ToolRun.Found.class))
                .map(row -> dynamicTest(row.toString(), () -> {
                    List<Finding> findings = VerdictRows.run(row, this).findings();
                    WaiverReview held = review(findings, LAST);
                    assertThat(held.rulings()).hasSameSizeAs(findings).hasOnlyElementsOfType(Ruling.Waived.class);
                    assertThat(held.unused()).isEmpty();
                    WaiverReview over = review(findings, LAST.plusDays(1));
                    assertThat(over.rulings()).hasSameSizeAs(findings).hasOnlyElementsOfType(Ruling.Lapsed.class);
                    assertThat(over.unused()).isEmpty();
                }));
    }
}
