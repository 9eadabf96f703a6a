package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.project.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * pip-audit on what a Django service's requirements files ask for, or on what its {@code pyproject.toml} asks for beside them: one run takes
 * either.
 *
 * <p>Of a package that the index does not answer for it says that it skipped it, then "No known vulnerabilities found", and ends with 0.
 * Files that a file includes are left out by it when it does not resolve dependencies, so it is told of every one.
 *
 * @see <a href="https://github.com/pypa/pip-audit#usage">its options and exit codes</a>
 */
final class PipAudit implements Check {
    private static final Pattern NO_ANSWER = Pattern.compile(
            "ConnectionError|ServiceError|ConnectTimeout|ReadTimeout|Could not connect|Max retries exceeded|JSONDecodeError");

    /** What it says of a file with Poetry's table alone. */
    private static final String NO_PROJECT = "does not contain `project` section";

    private final boolean byProject;

    /** @param byProject whether it looks at {@code pyproject.toml} rather than at requirements files */
    PipAudit(boolean byProject) {
        this.byProject = byProject;
    }

    @Override
    public String tool() {
        return "pip-audit";
    }

    /** It can only ask services. What another tool's lock file says better it does not resolve anew. */
    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ServiceFacts facts
                && ServiceFacts.is(target, Service.Kind.DJANGO)
                && (byProject ? uncovered(facts) : !facts.requirements().isEmpty())
                && advisories.offline().isEmpty();
    }

    /**
     * Whether {@code pyproject.toml} asks for packages that neither a requirements file nor a lock file of Python names, or what it asks for cannot be
     * told: the tool says better what is wrong with it.
     */
    private static boolean uncovered(ServiceFacts facts) {
        Set<String> named = facts.requirements().stream().map(Requirement::name).collect(Collectors.toSet());
        return facts.files().contains("pyproject.toml")
                && OsvScanner.PYTHON.stream().noneMatch(facts.files()::contains)
                && (named.isEmpty()
                        || facts.declared().filter(named::containsAll).isEmpty());
    }

    /** The packages that a whole report has. */
    private Stream<String> asked(Target target) {
        return byProject && target instanceof ServiceFacts facts
                ? facts.declared().stream().flatMap(Set::stream).sorted()
                : PackageLines.requirements(target).stream()
                        .filter(requirement -> !requirement.conditional())
                        .map(Requirement::name)
                        .distinct();
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        Advisories advisories = setting.advisories();
        List<String> arguments = new ArrayList<>();
        arguments.add(
                advisories.osv().isEmpty() && advisories.index().isPresent() ? "pip-audit-at-index" : "pip-audit");
        arguments.addAll(List.of("--progress-spinner", "off", "--format", "json"));
        advisories
                .osv()
                .ifPresent(osv ->
                        arguments.addAll(List.of("--vulnerability-service", "osv", "--osv-url", osv + "/v1/query")));
        if (!byProject && PackageLines.open(target).isEmpty()) {
            arguments.addAll(List.of("--no-deps", "--disable-pip"));
        } else {
            advisories.index().ifPresent(index -> arguments.addAll(List.of("--index-url", index + "/simple")));
        }
        List<String> files = byProject ? List.of() : PackageLines.files(target);
        files.forEach(file -> arguments.addAll(List.of("--requirement", file)));
        if (files.isEmpty()) {
            arguments.add(".");
        }
        Invocation invocation = Invocation.asking(arguments);
        return advisories
                .index()
                .map(index -> invocation.with("GREENLIGHT_PACKAGE_INDEX", index))
                .orElse(invocation);
    }

    @Override
    public ToolRun read(ToolReport report) {
        if (report.code() != 0 && report.code() != 1) {
            return report.crashed();
        }
        Optional<PipAuditParser.Parsed> parsed = PipAuditParser.parse(report.output(), report.target(), report.paths());
        if (parsed.isEmpty()) {
            return unreported(report);
        }
        if (parsed.get().names().isEmpty()) {
            return new ToolRun.NoReport("pip-audit looked at no package");
        }
        List<String> reasons = new ArrayList<>(parsed.get().skipped());
        asked(report.target())
                .filter(name -> !parsed.get().names().contains(name))
                .forEach(name -> reasons.add(name + " is not in pip-audit's report"));
        return (report.code() == 1) == !parsed.get().findings().isEmpty()
                ? ToolRun.of(parsed.get().findings(), reasons)
                : report.crashed();
    }

    private static ToolRun unreported(ToolReport report) {
        if (report.errors().contains(NO_PROJECT)) {
            return new ToolRun.PartSkipped(
                    "pip-audit reads the table project of pyproject.toml alone, not Poetry's: commit the lock file, which osv-scanner reads",
                    List.of());
        }
        if (NO_ANSWER.matcher(report.errors()).find()) {
            return new ToolRun.PartSkipped("the advisory service gave no answer: " + report.lastWords(), List.of());
        }
        return report.code() == 0 ? new ToolRun.NoReport("pip-audit's report is not whole JSON") : report.crashed();
    }
}
