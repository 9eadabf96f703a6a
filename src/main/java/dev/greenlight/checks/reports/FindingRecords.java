package dev.greenlight.checks.reports;

import dev.greenlight.checks.assessment.Assessed;
import dev.greenlight.report.Finding;
import dev.greenlight.report.waivers.Waiver;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Assessed findings as the JSON report has them, each made when it is asked for: all at once they would fill the memory. */
public record FindingRecords(List<Assessed> findings) implements Iterable<Map<String, Object>> {
    public FindingRecords {
        findings = List.copyOf(findings);
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        return findings.stream().map(FindingRecords::fields).iterator();
    }

    private static Map<String, Object> fields(Assessed one) {
        Finding finding = one.finding();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tool", finding.tool());
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        finding.location().ifPresent(place -> {
            fields.put("path", place.path());
            fields.put("line", place.line());
            fields.put("column", place.column());
        });
        finding.advisory().ifPresent(advisory -> fields.put("package", advisory.dependency()));
        fields.put("message", finding.message());
        fields.put("standing", one.standing());
        fields.put("fingerprint", one.fingerprint());
        one.waiver().ifPresent(waiver -> fields.put("waiver", waiver(waiver)));
        return fields;
    }

    private static Map<String, Object> waiver(Waiver waiver) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", waiver.place());
        fields.put("owner", waiver.owner());
        fields.put("reason", waiver.reason().strip());
        fields.put("expires", waiver.expires().toString());
        return fields;
    }
}
