package dev.greenlight.checks;

import dev.greenlight.checks.scratch.InstalledPackages;
import dev.greenlight.checks.scratch.PackageLock;
import dev.greenlight.checks.scratch.Sandbox;
import dev.greenlight.checks.scratch.ScratchCopy;
import dev.greenlight.checks.scratch.ToolUser;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.process.Tail;
import dev.greenlight.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives a service of the scratch copy its npm packages: those of the workspace when they are the right ones, else freshly installed. */
final class NodeModules {
    private final Path project;
    private final Path copied;
    private final ScratchCopy copy;
    private final Sandbox sandbox;
    private final Commands commands;
    private final Progress progress;

    /**
     * @param project the folder of {@code greenlight.yml}
     * @param copied that folder in the copy
     */
    NodeModules(Path project, Path copied, Sandbox sandbox, Commands commands, Progress progress, ScratchCopy copy) {
        this.project = project;
        this.copied = copied.normalize();
        this.copy = copy;
        this.sandbox = sandbox;
        this.commands = commands;
        this.progress = progress;
    }

    /** Makes the packages available; why that was not possible, or empty. Running it again costs little and changes nothing. */
    Optional<String> provide(ServiceFacts facts, Duration limit) throws IOException {
        if (facts.lockFolder().isEmpty()) {
            return Optional.of("there is no package-lock.json for "
                    + facts.service().name() + ", so its packages cannot be installed as they were tested");
        }
        Path folder = copied.resolve(facts.lockFolder().get()).normalize();
        Path installed = project.resolve(facts.lockFolder().get()).resolve("node_modules");
        if (Files.exists(folder.resolve("node_modules"))) {
            return Optional.empty();
        }
        if (current(folder.resolve("package-lock.json"), installed.resolve(".package-lock.json"))) {
            lend(folder, installed);
            return Optional.empty();
        }
        return install(facts.service().name(), folder, limit);
    }

    /** A tool of the packages, looked for as Node looks for packages: from the service's folder upward. @param copied the project's copy */
    static Optional<Path> tool(Path copied, ServiceFacts facts, String name) {
        Path folder = copied.resolve(facts.service().path()).normalize();
        for (Path at = folder; at != null && at.startsWith(copied); at = at.getParent()) {
            Path tool = at.resolve("node_modules/.bin").resolve(name);
            if (Files.isExecutable(tool)) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }

    private static boolean current(Path lock, Path installed) throws IOException {
        return Files.isRegularFile(installed) && PackageLock.match(Files.readString(lock), Files.readString(installed));
    }

    /** All that npm has installed for a lock file. @param folder the lock file's, in the copy @param installed beside the lock file itself */
    private void lend(Path folder, Path installed) throws IOException {
        Path origin = origin(installed, copy.repository().relativize(folder.resolve("node_modules")));
        for (Path place : PackageLock.places(folder, copy.repository())) {
            Path from = origin.resolve(copy.repository().relativize(place));
            if (Files.isDirectory(from) && !Files.exists(place)) {
                InstalledPackages.lend(from.toRealPath(), place, origin, copy.repository());
                sandbox.show(place);
            }
        }
    }

    /**
     * The tree that packages were installed in, which is another one than that of the lock file where they are lent already; real path.
     *
     * @param way to the packages from the root of their tree
     */
    private static Path origin(Path installed, Path way) throws IOException {
        Path real = installed.toRealPath();
        Path root = real.endsWith(way) ? real : installed.normalize();
        for (Path _ : way) {
            root = root.resolveSibling("");
        }
        return root.toRealPath();
    }

    /** As somebody who may write nothing but packages: what they bring along is not to be trusted either, and shown to tools only when it is whole. */
    private Optional<String> install(String service, Path folder, Duration limit) throws IOException {
        progress.say("Installing the packages of " + service + " (npm ci)");
        List<String> command = List.of(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error");
        Ending ending;
        List<Path> places = PackageLock.places(folder, copy.repository());
        try (ToolUser user = sandbox.one(copy)) {
            for (Path place : places) {
                Files.createDirectories(place);
                user.own(place);
            }
            ending = commands.run(user.outgoing(folder, command, limit));
        }
        for (Path place : places) {
            sandbox.show(place);
        }
        return switch (ending) {
            case Ending.Exited exited when exited.succeeded() -> Optional.empty();
            case Ending.Exited exited ->
                Optional.of("npm ci ended with exit code %d: %s"
                        .formatted(exited.code(), String.join(" | ", Tail.of(ending, 8))));
            case Ending.TimedOut late ->
                Optional.of("npm ci did not end within " + late.limit().toSeconds() + " s");
            case Ending.NotStarted absent -> Optional.of("npm could not be started: " + absent.reason());
        };
    }
}
