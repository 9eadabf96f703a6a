package dev.greenlight.checks;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolReport;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Advisories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a real tool printed and ended with when it was run on files with seeded defects, below {@code src/test/resources/checks}.
 *
 * @param tool its folder
 * @param name the file's, without the exit code
 */
record Recording(String tool, String name, int code, String output, String errors) {
    private static final Path FOLDER = Path.of("src/test/resources/checks");
    static final Path REPOSITORY = Path.of("/scratch/repository");

    private static final String LOCK = """
            {
              "packages": {
                "": {
                  "dependencies": { "lodash": "4.17.15" }
                },
                "node_modules/other/node_modules/lodash": {
                  "version": "4.17.21"
                },
                "node_modules/lodash": {
                  "version": "4.17.15",
                  "resolved": "https://registry.example/lodash.tgz"
                }
              }
            }
            """;
    private static final String COMPOSE = """
            services:
              web:
                image: [x]
                port: ["80:80"]
            """;

    static Recording of(String tool, String name) {
        return all(tool)
                .filter(recording -> recording.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All of a tool. */
    static Stream<Recording> all(String tool) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(tool))) {
            return files
                    .filter(file -> file.toString().endsWith(".out"))
                    .sorted()
                    .map(file -> read(tool, file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(String tool, Path out) {
        String file = out.getFileName().toString();
        String stem = file.substring(0, file.length() - ".out".length());
        int at = stem.lastIndexOf("-exit");
        Path err = out.resolveSibling(stem + ".err");
        try {
            return new Recording(
                    tool,
                    stem.substring(0, at),
                    Integer.parseInt(stem.substring(at + "-exit".length())),
                    Files.readString(out),
                    Files.exists(err) ? Files.readString(err) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recording withCode(int other) {
        return new Recording(tool, name, other, output, errors);
    }

    Recording printing(String other) {
        return new Recording(tool, name, code, other, errors);
    }

    Recording saying(String other) {
        return new Recording(tool, name, code, output, other);
    }

    /** The same with another text in its report, which must hold the first one. */
    Recording replacing(String text, String other) {
        if (!output.contains(text)) {
            throw new AssertionError(this + " does not hold " + text);
        }
        return printing(output.replace(text, other));
    }

    /** What the tool's check makes of it. */
    ToolRun run() {
        return run(target());
    }

    ToolRun run(Target target) {
        Path folder = switch (target) {
            case dev.greenlight.checks.tools.ServiceFacts service -> REPOSITORY.resolve(service.name());
            default -> REPOSITORY;
        };
        ReportedPaths paths =
                new ReportedPaths(folder, REPOSITORY.relativize(folder).toString());
        Map<String, String> sources = Map.of(
                "package-lock.json",
                LOCK,
                folder + "/package-lock.json",
                LOCK,
                "compose.yml",
                COMPOSE,
                "backend/settings.py",
                "DEBUG = False\n");
        return check(target)
                .read(new ToolReport(
                        new Ending.Exited(code, output, errors, Duration.ofSeconds(1)),
                        paths,
                        target,
                        path -> sources.getOrDefault(path, "")));
    }

    private Check check(Target target) {
        Advisories advisories = new Advisories(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("safety-db"),
                Duration.ZERO);
        return ChecksPlanner.ALL.stream()
                .filter(check -> check.tool().equals(tool) && check.fits(target, advisories))
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " does not fit " + target));
    }

    /** What it was recorded on, as far as its check looks at that. */
    Target target() {
        return switch (tool) {
            case "tsc", "eslint", "npm-audit" -> Folders.REACT;
            case "gitleaks" -> name.startsWith("history") ? Folders.HISTORY : Folders.REPOSITORY;
            case "hadolint", "actionlint", "zizmor" -> Folders.REPOSITORY;
            case "compose" -> Folders.COMPOSE;
            case "pip-audit" -> name.startsWith("project") ? Folders.PYPROJECT : facts();
            case "osv-scanner" -> name.equals("many") ? Folders.REACT : facts();
            default -> facts();
        };
    }

    /** The requirements that were there when it was recorded. */
    private Target facts() {
        return switch (name) {
            case "none", "no-package" -> Folders.backend(Folders.pinned("gunicorn", "27.0.1", "requirements.txt", 1));
            case "open-version" ->
                Folders.backend(
                        new dev.greenlight.checks.tools.Requirement("Django", Optional.empty(), "", "loose.txt", 1),
                        Folders.pinned("pyyaml", "5.3", "loose.txt", 2));
            default ->
                tool.equals("safety")
                        ? Folders.backend(
                                Folders.pinned("pyyaml", "5.3", "safe.txt", 1),
                                Folders.pinned("django", "2.2.0", "safe.txt", 2))
                        : Folders.DJANGO;
        };
    }

    @Override
    public String toString() {
        return tool + " " + name + ", exit code " + code;
    }
}
