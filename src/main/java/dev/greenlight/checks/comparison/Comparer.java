package dev.greenlight.checks.comparison;

import dev.greenlight.checks.CheckResult;
import dev.greenlight.checks.assessment.Comparison;
import dev.greenlight.checks.baseline.BaselineGate;
import dev.greenlight.checks.baseline.FolderLines;
import dev.greenlight.checks.baseline.Mark;
import dev.greenlight.checks.baseline.Marker;
import dev.greenlight.checks.baseline.Moves;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.history.EarlierTree;
import dev.greenlight.checks.history.GitHistory;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the findings of a run with a {@link Reference}. */
public final class Comparer {
    private final GitHistory history;
    private final FolderLines workspace;
    private final List<String> folders;
    private final Recheck recheck;

    /**
     * @param workspace the repository's root; absolute
     * @param folders what is checked, relative to the workspace; empty text for all of it
     * @param recheck runs the same checks on a tree
     */
    public Comparer(GitHistory history, Path workspace, List<String> folders, Recheck recheck) {
        this.history = history;
        this.workspace = new FolderLines(workspace);
        this.folders = List.copyOf(folders);
        this.recheck = recheck;
    }

    /**
     * Compares.
     *
     * @param results of this run
     * @param marks of all their findings, in their order
     * @return empty when there is nothing to compare with
     */
    public Optional<Comparison> compare(Reference reference, List<CheckResult> results, List<Mark> marks) {
        return switch (reference) {
            case Reference.Nothing() -> Optional.empty();
            case Reference.Earlier(var baseline, String name, Changes changes) ->
                Optional.of(new Comparison(
                        fresh(marks, baseline.marks(), changes), "the earlier run in " + name, List.of()));
            case Reference.Tree tree -> Optional.of(withTree(tree, results, marks));
        };
    }

    private Comparison withTree(Reference.Tree reference, List<CheckResult> results, List<Mark> marks) {
        Set<Recheck.Subject> subjects = results.stream()
                .filter(result -> !result.findings().isEmpty())
                .map(result -> new Recheck.Subject(result.tool(), result.service()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (subjects.isEmpty()) {
            return new Comparison(new BitSet(), reference.words(), List.of());
        }
        try (EarlierTree tree = history.tree(reference.commit(), folders)) {
            List<CheckResult> before = recheck.on(tree.root(), subjects);
            List<Finding> findings = before.stream()
                    .flatMap(result -> result.findings().stream())
                    .toList();
            List<Mark> then = new Marker(new FolderLines(tree.root())).mark(findings);
            return new Comparison(fresh(marks, then, reference.changes()), reference.words(), notes(subjects, before));
        } catch (IOException e) {
            throw new ExternalFailure(
                    "remove the tree of the merge base",
                    "the disk did not allow it: " + e,
                    "Look at the folder for temporary files.",
                    e);
        }
    }

    private static List<String> notes(Set<Recheck.Subject> subjects, List<CheckResult> before) {
        List<String> notes = new ArrayList<>();
        for (Recheck.Subject subject : subjects) {
            String of = subject.tool() + " on " + subject.service();
            String consequence = ", so that what it found counts as new";
            before.stream()
                    .filter(result -> subject.equals(new Recheck.Subject(result.tool(), result.service())))
                    .findFirst()
                    .ifPresentOrElse(
                            result -> {
                                if (!result.complete()) {
                                    notes.add(of + " " + result.inWords() + " on the merge base" + consequence);
                                }
                            },
                            () -> notes.add(of + " had nothing to check on the merge base" + consequence));
        }
        return notes;
    }

    private BitSet fresh(List<Mark> now, List<Mark> then, Changes changes) {
        Set<String> gone = new HashSet<>(changes.gone());
        then.stream()
                .map(Mark::path)
                .distinct()
                .filter(path -> !workspace.has(path))
                .forEach(gone::add);
        return BaselineGate.fresh(now, then, new Moves(changes.before(), gone));
    }
}
