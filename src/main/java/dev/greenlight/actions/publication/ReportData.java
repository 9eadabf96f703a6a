package dev.greenlight.actions.publication;

import dev.greenlight.report.Finding;
import dev.greenlight.report.Report;
import dev.greenlight.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code greenlight-reports/ACTION.json} holds: {@code action}, {@code title}, {@code verdict} and {@code reasons} always; after a verdict
 * also {@code findings}, {@code outputs}, and each entry of the report's own data at the top level, where it wins over these two.
 */
final class ReportData {
    private ReportData() {}

    static Map<String, Object> of(String action, Report report) {
        Map<String, Object> data = new LinkedHashMap<>();
        Iterable<Map<String, Object>> findings =
                () -> report.findings().stream().map(ReportData::of).iterator();
        data.put("findings", findings);
        data.put("outputs", report.outputs());
        data.putAll(report.data());
        return switch (report.verdict()) {
            case Verdict.Passed() -> head(action, "passed", report.title(), List.of(), data);
            case Verdict.Failed(var reasons) -> head(action, "failed", report.title(), reasons, data);
        };
    }

    static Map<String, Object> of(String action, String kind, String title, List<String> reasons) {
        return head(action, kind, title, reasons, Map.of());
    }

    private static Map<String, Object> head(
            String action, String verdict, String title, List<String> reasons, Map<String, Object> rest) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("action", action);
        all.put("title", title);
        all.put("verdict", verdict);
        all.put("reasons", reasons);
        rest.forEach(all::putIfAbsent);
        return all;
    }

    private static Map<String, Object> of(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tool", finding.tool());
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
        finding.location().ifPresent(place -> {
            fields.put("path", place.path());
            fields.put("line", place.line());
            fields.put("column", place.column());
        });
        fields.put("message", finding.message());
        return fields;
    }
}
