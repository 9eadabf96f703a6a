package dev.greenlight.checks;

import static java.util.function.Predicate.not;

import dev.greenlight.checks.tools.Check;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.checks.tools.ToolRun;
import dev.greenlight.process.Command;
import dev.greenlight.process.Ending;
import dev.greenlight.project.Advisories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which recording shows which verdict of which check. What the last column says was made up, as nothing could be had that was recorded; all
 * else is what the real tool printed and ended with.
 */
final class VerdictRows {
    static final List<Class<? extends ToolRun>> VERDICTS = List.of(
            ToolRun.Clean.class,
            ToolRun.Found.class,
            ToolRun.Crashed.class,
            ToolRun.NoReport.class,
            ToolRun.PartSkipped.class,
            ToolRun.TimedOut.class,
            ToolRun.Missing.class);

    private static final String HISTORY = "gitleaks on the history";
    private static final String PYPROJECT = "pip-audit by pyproject.toml";

    private static final String ROWS = """
            actionlint  | Clean       | none              |
            actionlint  | Found       | many              |
            actionlint  | Crashed     | no-file           |
            actionlint  | NoReport    | none              | cut off
            bandit      | Clean       | none              |
            bandit      | Found       | many              |
            bandit      | Crashed     | bad-configuration |
            bandit      | NoReport    | no-file           |
            bandit      | PartSkipped | partial           |
            compose     | Clean       | none              |
            compose     | Found       | unknown-key       |
            compose     | Crashed     | broken-variables  |
            compose     | PartSkipped | several-files     |
            eslint      | Clean       | none              |
            eslint      | Found       | many              |
            eslint      | Crashed     | bad-configuration |
            eslint      | NoReport    | none              | cut off
            flake8      | Clean       | none              |
            flake8      | Found       | many              |
            flake8      | Crashed     | bad-configuration |
            flake8      | NoReport    | none              | printing ./manage.py:1
            gitleaks    | Clean       | none              |
            gitleaks    | Found       | many              |
            gitleaks    | Crashed     | bad-configuration |
            gitleaks    | NoReport    | none              | cut off
            gitleaks    | PartSkipped | many              | saying 10:00AM ERR could not open file
            gitleaks on the history | Clean       | history-range     |
            gitleaks on the history | Found       | history           |
            gitleaks on the history | Crashed     | bad-configuration | as on all files
            gitleaks on the history | NoReport    | history-range     | cut off
            gitleaks on the history | PartSkipped | history-unknown   |
            hadolint    | Clean       | none              |
            hadolint    | Found       | many              |
            hadolint    | Crashed     | no-file           |
            hadolint    | NoReport    | none              | cut off
            hadolint    | PartSkipped | bad-configuration |
            npm-audit   | Clean       | none              |
            npm-audit   | Found       | many              |
            npm-audit   | Crashed     | out-of-memory     |
            npm-audit   | NoReport    | none              | cut off
            npm-audit   | PartSkipped | no-answer         |
            osv-scanner | Clean       | none              |
            osv-scanner | Found       | many              |
            osv-scanner | Crashed     | no-file           |
            osv-scanner | NoReport    | no-package        |
            osv-scanner | PartSkipped | no-answer         |
            pip-audit   | Clean       | none              |
            pip-audit   | Found       | many              |
            pip-audit   | Crashed     | no-file           |
            pip-audit   | NoReport    | none              | cut off
            pip-audit   | PartSkipped | no-index          |
            pip-audit by pyproject.toml | Clean       | none              | as on requirements files
            pip-audit by pyproject.toml | Found       | many              | as on requirements files
            pip-audit by pyproject.toml | Crashed     | project-broken    |
            pip-audit by pyproject.toml | NoReport    | none              | cut off
            pip-audit by pyproject.toml | PartSkipped | project-no-answer |
            safety      | Clean       | none              |
            safety      | Found       | many              |
            safety      | Crashed     | no-database       |
            safety      | NoReport    | none              | cut off
            safety      | PartSkipped | open-version      |
            tsc         | Clean       | none              |
            tsc         | Found       | many              |
            tsc         | Crashed     | too-deep          |
            tsc         | NoReport    | none              | printing src/bad.ts(1,14
            zizmor      | Clean       | none              |
            zizmor      | Found       | many              |
            zizmor      | Crashed     | no-file           |
            zizmor      | NoReport    | none              | cut off
            zizmor      | PartSkipped | partial           |
            """;

    private static final Advisories ADVISORIES = new Advisories(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("safety"),
            Duration.ZERO);

    private VerdictRows() {}

    /**
     * A cell that a run shows.
     *
     * @param check the tool's name, and how it is used where that is done in two ways
     * @param recording what the tool left
     * @param target what it is run on
     */
    record Row(String check, Class<? extends ToolRun> verdict, Recording recording, Target target) {
        @Override
        public String toString() {
            return "%s is %s: %s".formatted(check, verdict.getSimpleName(), recording);
        }
    }

    static Stream<Row> all() {
        return ROWS.lines().filter(not(String::isBlank)).map(VerdictRows::row);
    }

    /** The checks' names. */
    static Stream<String> checks() {
        return all().map(Row::check).distinct();
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        String check = cells[0].strip();
        Class<? extends ToolRun> verdict = VERDICTS.stream()
                .filter(one -> one.getSimpleName().equals(cells[1].strip()))
                .findFirst()
                .orElseThrow();
        Recording recording = Recording.of(tool(check), cells[2].strip());
        return new Row(check, verdict, altered(recording, cells[3].strip()), target(check, recording));
    }

    private static String tool(String check) {
        return check.split(" ", 2)[0];
    }

    private static Recording altered(Recording recording, String how) {
        String[] words = how.split(" ", 2);
        return switch (words[0]) {
            case "", "as" -> recording;
            case "cut" ->
                recording.printing(
                        recording.output().substring(0, recording.output().length() / 2));
            case "printing" -> recording.printing(words[1] + "\n");
            case "saying" -> recording.saying(words[1] + "\n");
            default -> throw new AssertionError(how);
        };
    }

    private static Target target(String check, Recording recording) {
        return switch (check) {
            case HISTORY -> Folders.HISTORY;
            case PYPROJECT -> Folders.PYPROJECT;
            default -> recording.target();
        };
    }

    /** The check of that name. */
    static Check check(String name) {
        return planned(first(name)).check();
    }

    private static Row first(String check) {
        return all().filter(row -> row.check().equals(check)).findFirst().orElseThrow();
    }

    private static PlannedCheck planned(Row row) {
        return ChecksPlanner.ALL.stream()
                .filter(check -> check.tool().equals(tool(row.check())) && check.fits(row.target(), ADVISORIES))
                .map(check -> new PlannedCheck(check, row.target()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(row + " does not fit"));
    }

    /** What the recorded end of the tool comes to. */
    static ToolRun run(Row row, CheckedProject in) {
        return run(row, in, command -> ending(row, command));
    }

    /** What an end comes to that is no tool's own, on something that the check fits. */
    static ToolRun run(String check, CheckedProject in, Function<Command, Ending> end) {
        return run(first(check), in, end);
    }

    /** Packages and the history can be had, so that what needs them comes to its own end. */
    private static ToolRun run(Row row, CheckedProject in, Function<Command, Ending> end) {
        Folders.write(in.project, "safety/insecure.json", "{\"$meta\":{\"timestamp\":1795910400}}");
        in.commands.on("", end).on("npm ci", in::install).prints("git clone", "");
        return in.run(new Checkout(in.project, in.project, ADVISORIES), List.of(planned(row)))
                .getFirst()
                .run();
    }

    private static Ending ending(Row row, Command command) {
        Path folder = command.directory();
        Path root = row.target() instanceof ServiceFacts ? folder.resolveSibling("") : folder;
        Recording recording = row.recording();
        return new Ending.Exited(
                recording.code(),
                recording.output().replace(Recording.REPOSITORY.toString(), root.toString()),
                recording.errors().replace(Recording.REPOSITORY.toString(), root.toString()),
                Duration.ofSeconds(1));
    }
}
