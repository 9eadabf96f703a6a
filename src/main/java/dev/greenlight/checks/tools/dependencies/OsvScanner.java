package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * osv-scanner on every lock file of a service, Python's and npm's: the one audit that also works without any service to ask.
 *
 * @see <a href="https://google.github.io/osv-scanner/output/#return-codes">its exit codes</a>
 */
final class OsvScanner implements Check {
    /** Of Python's package managers. */
    static final List<String> PYTHON = List.of("poetry.lock", "Pipfile.lock", "pdm.lock", "uv.lock");

    /** Of Python's and npm's other package managers. */
    private static final List<String> LOCK_FILES = Stream.concat(
                    PYTHON.stream(), Stream.of("yarn.lock", "pnpm-lock.yaml"))
            .toList();

    /** It does not know uv's, which lists its packages as Poetry's does. */
    private static final Map<String, String> READ_AS = Map.of("uv.lock", "poetry.lock");

    private static final List<String> NODES = List.of("package-lock.json", "yarn.lock", "pnpm-lock.yaml");
    private static final int FOUND = 1;
    private static final int FAILED = 127;
    private static final int NO_PACKAGES = 128;
    private static final int NO_ANSWER = 129;
    private static final Pattern NO_DATABASE = Pattern.compile("could not (find local databases|load db)[^\\n]*");

    @Override
    public String tool() {
        return "osv-scanner";
    }

    @Override
    public boolean fits(Target target, Advisories advisories) {
        return target instanceof ServiceFacts facts && !files(facts).isEmpty();
    }

    @Override
    public boolean readsDatabase() {
        return true;
    }

    @Override
    public Set<String> ecosystems(Target target) {
        Set<String> ecosystems = new TreeSet<>();
        if (target instanceof ServiceFacts facts) {
            for (String file : files(facts)) {
                boolean node = NODES.stream().anyMatch(kind -> file.startsWith(kind + ":"));
                ecosystems.add(node ? "npm" : "PyPI");
            }
        }
        return ecosystems;
    }

    @Override
    public Invocation invocation(Target target, Setting setting) {
        List<String> arguments = new ArrayList<>(List.of("osv-scanner", "--format", "json"));
        boolean local = setting.advisories().offline().isPresent()
                || setting.advisories().osvDatabase().isPresent();
        if (local) {
            arguments.add("--experimental-offline");
        }
        if (target instanceof ServiceFacts facts) {
            files(facts).forEach(file -> arguments.addAll(List.of("--lockfile", file)));
        }
        return local
                ? Invocation.of(arguments)
                        .with(
                                "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY",
                                setting.database().toString())
                : Invocation.asking(arguments);
    }

    /** Whether that path is of a lock file, which asks for nothing itself. */
    static boolean locks(String path) {
        return LOCK_FILES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Each by its kind, since a requirements file may have any name. */
    private static List<String> files(ServiceFacts facts) {
        List<String> files = new ArrayList<>(PackageLines.files(facts).stream()
                .map(file -> "requirements.txt:" + file)
                .toList());
        LOCK_FILES.stream()
                .filter(facts.files()::contains)
                .map(file -> READ_AS.getOrDefault(file, file) + ":" + file)
                .forEach(files::add);
        if (facts.lockFolder().isPresent() && facts.files().contains("package.json")) {
            files.add("package-lock.json:" + NpmLock.seenFrom(facts) + "package-lock.json");
        }
        return files;
    }

    @Override
    public ToolRun read(ToolReport report) {
        return switch (report.code()) {
            case 0, FOUND -> reported(report);
            case NO_PACKAGES ->
                new ToolRun.NoReport(
                        "osv-scanner found no package in " + report.target().name());
            case NO_ANSWER ->
                new ToolRun.PartSkipped("the advisory service gave no answer: " + report.lastWords(), List.of());
            case FAILED -> {
                Matcher database = NO_DATABASE.matcher(report.errors());
                yield database.find() ? new ToolRun.PartSkipped(database.group(), List.of()) : report.crashed();
            }
            default -> report.crashed();
        };
    }

    private static ToolRun reported(ToolReport report) {
        Optional<List<Finding>> findings = OsvScannerParser.parse(report);
        if (findings.isEmpty()) {
            return new ToolRun.NoReport("osv-scanner's report is not whole JSON");
        }
        return (report.code() == FOUND) == !findings.get().isEmpty()
                ? ToolRun.of(
                        findings.get(),
                        Stream.concat(PackageLines.open(report.target()).stream(), LockGaps.of(report).stream())
                                .toList())
                : report.crashed();
    }
}
