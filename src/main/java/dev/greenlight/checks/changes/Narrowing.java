package dev.greenlight.checks.changes;

import dev.greenlight.checks.Checkout;
import dev.greenlight.checks.PlannedCheck;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.observation.RepositoryFolder;
import dev.greenlight.checks.tools.RepositoryFacts;
import dev.greenlight.checks.tools.Scope;
import dev.greenlight.checks.tools.ServiceFacts;
import dev.greenlight.checks.tools.Target;
import dev.greenlight.report.MarkdownText;
import dev.greenlight.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A plan of which some checks look at the files of a change alone.
 *
 * @param plan the checks that have something to look at
 * @param tools those of which a check does not look at all
 * @param notes what each of these checks looks at, or why it looks at all; each a clause
 */
public record Narrowing(List<PlannedCheck> plan, Set<String> tools, List<String> notes) {
    public Narrowing {
        plan = List.copyOf(plan);
        tools = Set.copyOf(tools);
        notes = List.copyOf(notes);
    }

    /** All checks on all files. @param why a clause; empty when nothing else was asked for */
    public static Narrowing none(List<PlannedCheck> plan, Optional<String> why) {
        return new Narrowing(
                plan, Set.of(), why.stream().map(text -> "all files: " + text).toList());
    }

    /** Narrows what can be. @param config the project's description, in the workspace */
    public static Narrowing of(List<PlannedCheck> plan, Checkout checkout, Path config, Changes changes) {
        if (changes.touched().isEmpty() && changes.gone().isEmpty()) {
            return none(plan, Optional.of("nothing has changed against the merge base"));
        }
        Uncertainty uncertainty = Uncertainty.of(checkout, changes);
        Optional<String> unknown = uncertainty.ofAll(config);
        if (unknown.isPresent()) {
            return none(plan, unknown);
        }
        List<PlannedCheck> narrowed = new ArrayList<>();
        Set<String> tools = new TreeSet<>();
        List<String> notes = new ArrayList<>();
        for (PlannedCheck check : plan) {
            Optional<Scope> scope = check.check().scope();
            if (scope.isEmpty()) {
                narrowed.add(check);
                continue;
            }
            String name = check.tool() + " on " + check.where() + " ";
            List<String> files = files(check.target(), scope.get(), checkout, changes, uncertainty.present());
            Optional<String> whole = uncertainty.of(check, scope.get(), files);
            if (whole.isPresent()) {
                narrowed.add(check);
                notes.add(name + "looked at all files: " + whole.get());
                continue;
            }
            tools.add(check.tool());
            notes.add(name
                    + (files.isEmpty()
                            ? "had no changed file to look at"
                            : "looked at changed files alone, " + files.size()));
            if (!files.isEmpty()) {
                narrowed.add(new PlannedCheck(new OnFiles(check.check(), files), check.target()));
            }
        }
        return new Narrowing(narrowed, tools, notes);
    }

    /** What the tool judges of what has changed and is still there. */
    private static List<String> files(
            Target target, Scope scope, Checkout checkout, Changes changes, RepositoryFolder.Texts present) {
        String prefix = prefix(checkout, target);
        return present.files().stream()
                .filter(path -> changes.touched().contains(path) && path.startsWith(prefix))
                .filter(path -> !(target instanceof RepositoryFacts facts)
                        || facts.dockerfiles().contains(path))
                .map(path -> path.substring(prefix.length()))
                .filter(path -> scope.judged().matcher(path).matches())
                .map(path -> "./" + path)
                .sorted()
                .toList();
    }

    /** How the paths of what the target's tools look at begin; empty for all. */
    static String prefix(Checkout checkout, Target target) {
        String folder = target instanceof ServiceFacts facts
                ? checkout.within().resolve(facts.service().path()).normalize().toString()
                : "";
        return folder.isEmpty() ? "" : folder + "/";
    }

    /** What a reader of the report is told; empty when nothing else than all files was asked for. */
    public Optional<Section> section() {
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "Changed files",
                        notes.stream()
                                .map(note -> "- " + MarkdownText.cell(note))
                                .collect(Collectors.joining("\n"))));
    }
}
