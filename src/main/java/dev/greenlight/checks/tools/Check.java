package dev.greenlight.checks.tools;

import dev.greenlight.project.Advisories;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One tool: what it fits, the command it runs, and how its report is read. Holds no state and touches nothing. */
public interface Check {
    /** The tool's name as its users write it. */
    String tool();

    /** Whether there is something for it. @param advisories where the project takes what is known of vulnerabilities from */
    boolean fits(Target target, Advisories advisories);

    /** Whether its program comes with the service's own {@code node_modules} rather than with the machine. */
    default boolean fromNodeModules() {
        return false;
    }

    /** What makes its program repair what it can, beside its other arguments; empty when it repairs nothing. */
    default List<String> fixing() {
        return List.of();
    }

    /** Whether it gets a copy of the repository for itself: it writes what others would read, or would read what they write. */
    default boolean alone(Target target) {
        return false;
    }

    /** Whether it looks for sources in its folder and in all below. */
    default boolean walks() {
        return false;
    }

    /** Why it may judge the target's files together though it has a scope, a clause; empty when it does not. */
    default Optional<String> together(Target target) {
        return Optional.empty();
    }

    /** What it has to look at when some files have changed; empty when what it finds in one file depends on others. */
    default Optional<Scope> scope() {
        return Optional.empty();
    }

    /**
     * Its arguments when it is to look at some files alone, which it does with the team's exclusions: the files in place of the whole folder, and
     * of the files that it would be told of only those.
     *
     * @param arguments those for everything
     * @param files relative to the folder that it works in, each with {@code ./} before it so that none is taken for an option
     */
    default List<String> telling(List<String> arguments, List<String> files) {
        return arguments.stream()
                .flatMap(argument -> argument.equals(".")
                        ? files.stream()
                        : Stream.of(argument).filter(one -> !one.startsWith("./") || files.contains(one)))
                .toList();
    }

    /** Whether it looks up on disk what is known of vulnerabilities, so that it has to be brought there, and its age counts. */
    default boolean readsDatabase() {
        return false;
    }

    /** Of which of OSV's ecosystems it looks advisories up on disk for that target. */
    default Set<String> ecosystems(Target target) {
        return Set.of();
    }

    /** Whether the tool is that Python package, or made of it, or extended by it; so that a project which pins them gets what it pins. */
    default boolean madeOf(String packageName) {
        return false;
    }

    /** The command, in the target's folder. */
    Invocation invocation(Target target, Setting setting);

    /** What its end and its report come to. */
    ToolRun read(ToolReport report);
}
