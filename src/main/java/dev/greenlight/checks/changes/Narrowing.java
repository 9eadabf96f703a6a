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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plan of which some checks look at the files of a change alone.
 *
 * @param plan the checks that have something to look at
 * @param tools those of which a check does not look at all
 * @param notes what each of these checks looks at, or why it looks at all; each a clause
 */
public record Narrowing(List<PlannedCheck> plan, Set<String> tools, List<String> notes) {
    /** More are no small change, and may be more than a command line takes. */
    private static final int MOST = 500;

    /** What ends an entry of a list of files. */
    private static final Pattern LISTED = Pattern.compile("[,\\s]");

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

    /** Narrows what can be. */
    public static Narrowing of(List<PlannedCheck> plan, Checkout checkout, Changes changes) {
        if (changes.touched().isEmpty() && changes.gone().isEmpty()) {
            return none(plan, Optional.of("nothing has changed against the merge base"));
        }
        RepositoryFolder.Texts present = RepositoryFolder.texts(checkout.workspace());
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
            List<String> files = files(check.target(), scope.get(), checkout, changes, present);
            Optional<String> whole = whole(scope.get(), files, changes, present);
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

    private static Optional<String> whole(
            Scope scope, List<String> files, Changes changes, RepositoryFolder.Texts present) {
        Set<String> all = new HashSet<>(changes.touched());
        all.addAll(changes.gone());
        Optional<String> configuration = all.stream()
                .filter(path -> scope.configuration().matcher(path).matches())
                .min(String::compareTo);
        if (configuration.isPresent()) {
            return Optional.of(configuration.get() + " has changed");
        }
        Optional<String> chooser = present.files().stream()
                .filter(path -> scope.choosing().matcher(path).matches()
                        && scope.choice().matcher(present.of(path)).find())
                .findFirst();
        Optional<String> awkward =
                files.stream().filter(path -> LISTED.matcher(path).find()).findFirst();
        return chooser.map(path -> path + " chooses its files")
                .or(() -> awkward.map(path -> "no list of files can hold " + path))
                .or(() -> Optional.of("more than " + MOST + " have changed").filter(why -> files.size() > MOST));
    }

    /** What the tool judges of what has changed and is still there. */
    private static List<String> files(
            Target target, Scope scope, Checkout checkout, Changes changes, RepositoryFolder.Texts present) {
        String folder = target instanceof ServiceFacts facts
                ? checkout.within().resolve(facts.service().path()).normalize().toString()
                : "";
        String prefix = folder.isEmpty() ? "" : folder + "/";
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
