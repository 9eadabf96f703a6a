package dev.greenlight.checks;

import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.scratch.ToolUser;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.project.Advisories;
import dev.greenlight.report.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a service the Python tools in the versions that its requirements files pin, with the plugins that they name: this machine's, when they
 * are those, else freshly installed ones.
 */
final class PinnedTools {
    private final ScratchCopy copy;
    private final Sandbox sandbox;
    private final Commands commands;
    private final Progress progress;

    PinnedTools(ScratchCopy copy, Sandbox sandbox, Commands commands, Progress progress) {
        this.copy = copy;
        this.sandbox = sandbox;
        this.commands = commands;
        this.progress = progress;
    }

    /** What the service pins of what the tool is made of; empty when it leaves the choice to us. */
    static List<Requirement> pinned(PlannedCheck check) {
        return check.target() instanceof ServiceFacts facts
                ? facts.requirements().stream()
                        .filter(requirement -> check.check().madeOf(requirement.name())
                                && requirement.version().isPresent())
                        .collect(Collectors.toMap(
                                requirement -> List.of(
                                        requirement.name(),
                                        requirement.version().orElseThrow(),
                                        requirement.marker()),
                                requirement -> requirement,
                                (first, again) -> first,
                                LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList()
                : List.of();
    }

    /** Whether the service pins a package in two versions, each for some surroundings, of which only pip can say which hold. */
    private static boolean undecided(List<Requirement> pinned) {
        return pinned.stream().map(Requirement::name).distinct().count() < pinned.size();
    }

    /** For pip, which gets the tool itself where a plugin or a part alone is pinned. */
    private static List<String> wanted(String tool, List<Requirement> pinned) {
        List<String> wanted = new ArrayList<>();
        if (pinned.stream().noneMatch(requirement -> requirement.name().equals(tool) && !requirement.conditional())) {
            wanted.add(tool);
        }
        pinned.forEach(requirement -> wanted.add(requirement.name() + "=="
                + requirement.version().orElseThrow()
                + (requirement.conditional() ? " ; " + requirement.marker() : "")));
        return wanted;
    }

    /** Where an installation of the check's tool is, or would be. */
    static Path folder(ScratchCopy copy, PlannedCheck check) {
        return copy.tools().resolve(check.where() + "-" + check.tool());
    }

    /** Installs the pinned versions unless this machine's are the same; why that was not possible, or empty. */
    Optional<String> provide(PlannedCheck check, Advisories advisories, Duration limit) throws IOException {
        Optional<Path> program = program(check.tool());
        List<Requirement> pinned = pinned(check);
        if (program.isEmpty()
                || !undecided(pinned)
                        && pinned.stream().allMatch(requirement -> installed(program.get(), requirement))) {
            return Optional.empty();
        }
        Path folder = folder(copy, check);
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(List.of(
                program.get().resolveSibling("python3").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-input",
                "--target",
                folder.toString()));
        advisories.index().ifPresent(index -> arguments.addAll(List.of("--index-url", index + "/simple")));
        arguments.addAll(wanted(check.tool(), pinned));
        progress.say("Installing %s as %s pins it".formatted(check.tool(), check.where()));
        Ending ending;
        try (ToolUser user = sandbox.one(copy)) {
            user.own(folder);
            ending = commands.run(user.outgoing(copy.home(), arguments, limit));
        }
        sandbox.show(folder);
        return ending instanceof Ending.Exited exited && exited.succeeded()
                ? Optional.empty()
                : Optional.of("%s could not be installed as %s pins it: %s"
                        .formatted(check.tool(), check.where(), String.join(" | ", Tail.of(ending, 4))));
    }

    private Optional<Path> program(String name) throws IOException {
        for (String folder : sandbox.path().split(Pattern.quote(File.pathSeparator), -1)) {
            Path program = Path.of(folder).resolve(name);
            if (Files.isExecutable(program)) {
                return Optional.of(program.toRealPath());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the environment that the program lies in has that very version.
     *
     * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">how installed packages are recorded</a>
     */
    private static boolean installed(Path program, Requirement requirement) {
        String record = requirement.name().replace('-', '_') + "-"
                + requirement.version().orElseThrow() + ".dist-info";
        try (Stream<Path> versions = Files.list(program.resolveSibling("../lib").normalize())) {
            return versions.anyMatch(version ->
                    Files.isDirectory(version.resolve("site-packages").resolve(record)));
        } catch (IOException e) {
            // No such environment: what the program is made of is not known.
            return false;
        }
    }
}
