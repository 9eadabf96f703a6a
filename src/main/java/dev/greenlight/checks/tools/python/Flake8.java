package dev.greenlight.checks.tools.python;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.Scope;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * flake8 on a Django service, with the team's own configuration.
 *
 * @see <a href="https://flake8.pycqa.org/en/latest/internal/formatters.html">its format option</a>
 */
final class Flake8 implements Check {
    /** The default format, said outright so that a configuration cannot change what is parsed. */
    static final String FORMAT = "%(path)s:%(row)d:%(col)d: %(code)s %(text)s";

    /** Its own parts, and a plugin whose name does not say so. */
    private static final Set<String> PARTS = Set.of("mccabe", "pycodestyle", "pyflakes", "pep8-naming");

    private static final List<String> CONFIGURATIONS = List.of("setup.cfg", "tox.ini", ".flake8");
    /** Of a way upward, in characters. */
    private static final int DEEPEST = 3 * 16;

    /** What it consists of without any plugin. */
    private static final Set<String> BARE = Set.of("flake8", "mccabe", "pycodestyle", "pyflakes");

    @Override
    public String tool() {
        return "flake8";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return ServiceFacts.is(target, Service.Kind.DJANGO);
    }

    @Override
    public boolean madeOf(String packageName) {
        return packageName.startsWith("flake8") || PARTS.contains(packageName);
    }

    @Override
    public boolean walks() {
        return true;
    }

    /** Its option {@code filename} makes it look at files of other names, too; a plugin reads {@code pyproject.toml}. */
    @Override
    public Optional<Scope> scope() {
        return Optional.of(Scope.ofPython(
                ".*\\.py",
                "\\.flake8|tox\\.ini",
                Scope.Choice.of(
                        "\\.flake8|tox\\.ini|setup\\.cfg", "(?m)^\\s*(filename|local[-_]plugins)\\b|\\[flake8:local"),
                Scope.Choice.of("pyproject\\.toml", "tool\\s*\\.\\s*[\"']?flake8")));
    }

    /** A plugin may compare the files that it meets with one another. */
    @Override
    public Optional<String> together(Target target) {
        return target instanceof ServiceFacts facts
                ? facts.requirements().stream()
                        .map(Requirement::name)
                        .filter(name -> madeOf(name) && !BARE.contains(name))
                        .min(String::compareTo)
                        .map(name -> "the plugin " + name + " may judge files together")
                : Optional.empty();
    }

    /** It looks at files that it is told of by name though a folder of theirs is excluded, and not at those that it is told of by pattern. */
    @Override
    public List<String> telling(List<String> arguments, List<String> files) {
        List<String> telling = new ArrayList<>(arguments);
        telling.add(
                1,
                files.stream()
                        .map(file -> file.replaceAll("[\\[*?]", "[$0]"))
                        .collect(Collectors.joining(",", "--filename=", "")));
        return telling;
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        return Invocation.of(
                List.of("flake8", "--format=" + FORMAT, "--color=never", "--no-show-source", "--benchmark", "."));
    }

    /** Its exit code is 1 for findings and for a crash alike: only findings that explain the 1 make it a good ending. */
    @Override
    public ToolRun read(ToolReport report) {
        Flake8Parser.Parsed parsed = Flake8Parser.parse(report.output(), report.paths());
        boolean explained = report.code() == (parsed.findings().isEmpty() ? 0 : 1);
        if (!explained || report.errors().contains("Traceback (most recent call last)")) {
            return report.crashed();
        }
        if (!parsed.strange().isEmpty()) {
            return new ToolRun.NoReport("flake8 printed a line that is no finding: "
                    + parsed.strange().getFirst());
        }
        if (parsed.findings().isEmpty() && parsed.files().isEmpty()) {
            return new ToolRun.NoReport("flake8 found nothing and does not say how many files it looked at");
        }
        return parsed.files().equals(Optional.of(0))
                ? ToolRun.nothing(tool())
                : ToolRun.of(parsed.findings(), unread(report));
    }

    /** It goes on without a configuration that is not UTF-8, and does not say so. It looks for one from its folder upward. */
    private static List<String> unread(ToolReport report) {
        return Stream.iterate("", way -> way.length() <= DEEPEST, way -> "../" + way)
                .flatMap(way -> CONFIGURATIONS.stream().map(name -> way + name))
                .filter(file -> !Utf8.is(report.sources().apply(file)))
                .map(file -> "flake8 does not read %s, which is not UTF-8"
                        .formatted(report.paths().inWorkspace(file)))
                .distinct()
                .toList();
    }
}
