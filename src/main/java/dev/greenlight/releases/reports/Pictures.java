package dev.greenlight.releases.reports;

import dev.greenlight.releases.charts.Course;
import dev.greenlight.releases.charts.MermaidChart;
import dev.greenlight.releases.charts.SvgChart;
import dev.greenlight.releases.plan.ReleasePlan;
import dev.greenlight.releases.plan.RollbackPlan;
import dev.greenlight.releases.plan.ServicePlan;
import dev.greenlight.releases.run.Chronicle;
import dev.greenlight.releases.world.Percent;
import dev.greenlight.report.Report;
import dev.greenlight.report.Section;
import java.util.List;
import java.util.Optional;

/** The traffic over time: a section for the summary and a file beside the report. Neither is there when nothing moved. */
final class Pictures {
    private final String file;
    private final List<Course> courses;

    private Pictures(String file, List<Course> courses) {
        this.file = file;
        this.courses = courses;
    }

    static Pictures of(ReleasePlan plan, List<Chronicle.Entry> entries) {
        return new Pictures(
                "deploy-bluegreen-traffic.svg",
                plan.services().stream()
                        .flatMap(service ->
                                Course.of(service.name(), service.green().name(), before(service), entries).stream())
                        .toList());
    }

    private static Percent before(ServicePlan service) {
        return service.before()
                .map(before -> before.traffic().share(service.green().name()))
                .orElse(Percent.NONE);
    }

    static Pictures of(RollbackPlan plan, List<Chronicle.Entry> entries) {
        return new Pictures(
                "rollback-traffic.svg",
                plan.moves().stream()
                        .flatMap(move -> Course.of(
                                move.name(),
                                move.target().revision(),
                                move.prior().share(move.target().revision()),
                                entries)
                                .stream())
                        .toList());
    }

    Optional<Section> section() {
        return courses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "Traffic over time",
                        MermaidChart.of(courses) + "\nThe same as a picture: `greenlight-reports/" + file + "`.\n"));
    }

    Report beside(Report report) {
        return courses.isEmpty() ? report : report.with(file, SvgChart.of(report.title(), courses));
    }
}
