package dev.greenlight.checks;

import dev.greenlight.checks.tools.Invocation;
import dev.greenlight.checks.tools.Requirement;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Setting;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.project.Advisories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is planned, and with which commands. */
public abstract class PlannedChecks {
    static final Advisories OFFLINE = advisories(null, null, null, "advisories");
    static final ServiceFacts PLAIN = react(Set.of("index.html"), false, false);

    static Advisories advisories(
            @org.jspecify.annotations.Nullable String osv,
            @org.jspecify.annotations.Nullable String npm,
            @org.jspecify.annotations.Nullable String index,
            @org.jspecify.annotations.Nullable String offline) {
        return new Advisories(
                Optional.ofNullable(osv),
                Optional.empty(),
                Optional.ofNullable(npm),
                Optional.ofNullable(index),
                Optional.ofNullable(offline),
                Optional.empty(),
                Duration.ZERO);
    }

    static ServiceFacts react(Set<String> files, boolean references, boolean eslint) {
        return new ServiceFacts(
                Folders.FRONTEND, files, references, eslint, Optional.empty(), false, List.of(), Optional.of(Set.of()));
    }

    static List<String> plan(Advisories advisories, List<Target> targets, String... wanted) {
        return ChecksPlanner.plan(targets, advisories, List.of(wanted)).stream()
                .map(check -> check.tool() + " on " + check.where())
                .toList();
    }

    static List<String> plan(List<Target> targets, String... wanted) {
        return plan(Advisories.PUBLIC, targets, wanted);
    }

    /** The command of a tool on a target. */
    static Invocation invocation(String tool, Target target, Advisories advisories) {
        return ChecksPlanner.ALL.stream()
                .filter(check -> check.tool().equals(tool) && check.fits(target, advisories))
                .findFirst()
                .orElseThrow()
                .invocation(target, setting(advisories));
    }

    static Setting setting(Advisories advisories) {
        return new Setting(
                advisories, Path.of("/copy"), Path.of("/copy/app"), Path.of("/database"), Path.of("/history"));
    }

    static String command(String tool, Target target) {
        return String.join(" ", invocation(tool, target, Advisories.PUBLIC).arguments());
    }

    public static ServiceFacts declaring(List<Requirement> requirements, Set<String> declared) {
        return declaring(requirements, Optional.of(declared));
    }

    static ServiceFacts declaring(List<Requirement> requirements, Optional<Set<String>> declared) {
        return new ServiceFacts(
                Folders.BACKEND,
                Set.of("pyproject.toml"),
                false,
                false,
                Optional.empty(),
                false,
                requirements,
                declared);
    }

    static ServiceFacts django(String... files) {
        return new ServiceFacts(
                Folders.BACKEND,
                Set.of(files),
                false,
                false,
                Optional.empty(),
                false,
                List.of(),
                Optional.of(Set.of()));
    }
}
