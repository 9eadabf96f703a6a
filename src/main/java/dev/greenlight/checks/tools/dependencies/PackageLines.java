package dev.greenlight.checks.tools.dependencies;

import dev.greenlight.checks.tools.ReportedPaths;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.report.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds the line that brings a package in, which audits do not name. */
final class PackageLines {
    private PackageLines() {}

    /** What the service's requirements files ask for; nothing for another target. */
    static List<Requirement> requirements(Target target) {
        return target instanceof ServiceFacts facts ? facts.requirements() : List.of();
    }

    /** The service's requirements files that tools can read; when there is no such one, all, of which the tools then say what is wrong. */
    static List<String> files(Target target) {
        List<Requirement> all = requirements(target);
        List<Requirement> readable = all.stream()
                .filter(requirement -> requirement.line() != Requirement.UNREAD)
                .toList();
        return (readable.isEmpty() ? all : readable)
                .stream().map(Requirement::file).distinct().toList();
    }

    /** Where a requirements file asks for the package; empty when none does so by name. */
    static Optional<Location> required(Target target, String name, ReportedPaths paths) {
        return requirements(target).stream()
                .filter(requirement -> requirement.name().equals(Requirement.normal(name)))
                .findFirst()
                .map(requirement -> paths.location(requirement.file(), requirement.line(), 0));
    }

    /**
     * The same where one file and version are known, of several that may ask for the package: that version in that file, else that version, else
     * that file, else any.
     *
     * @param version empty when unknown
     * @param file where the audit read it
     */
    static Optional<Location> required(Target target, String name, String version, Location file, ReportedPaths paths) {
        ToIntFunction<Requirement> strangeness =
                requirement -> (requirement.version().equals(Optional.of(version)) ? 0 : 2)
                        + (paths.location(requirement.file(), 0, 0).equals(file) ? 0 : 1);
        return requirements(target).stream()
                .filter(requirement -> requirement.name().equals(Requirement.normal(name)))
                .min(Comparator.comparingInt(strangeness))
                .map(requirement -> paths.location(requirement.file(), requirement.line(), 0));
    }

    /** A sentence for each package whose version is left open, so that nothing can be looked up about it. */
    static List<String> open(Target target) {
        return requirements(target).stream()
                .filter(requirement -> requirement.version().isEmpty())
                .map(requirement -> requirement.line() == Requirement.UNREAD
                        ? requirement.file() + " is no file of the project that can be read"
                        : "%s has no exact version in %s:%d"
                                .formatted(requirement.name(), requirement.file(), requirement.line()))
                .toList();
    }
}
