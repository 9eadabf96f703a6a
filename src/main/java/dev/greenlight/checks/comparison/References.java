package dev.greenlight.checks.comparison;

import dev.greenlight.checks.baseline.Baseline;
import dev.greenlight.checks.baseline.BaselineParser;
import dev.greenlight.checks.history.Changes;
import dev.greenlight.checks.history.GitHistory;
import dev.greenlight.checks.history.Target;
import dev.greenlight.report.ExternalFailure;
import dev.greenlight.report.InvalidInput;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what to compare with. */
public final class References {
    private static final String FILE = "baseline-file";
    private static final String EXAMPLE = "greenlight-baseline.json";

    private final GitHistory history;
    private final Path workspace;

    /** @param workspace the repository's root; absolute */
    public References(GitHistory history, Path workspace) {
        this.history = history;
        this.workspace = workspace;
    }

    /**
     * An earlier run's findings.
     *
     * @param file in the workspace
     * @param written the file that this run is going to leave, which would make every finding an old one the next time
     * @throws InvalidInput when there is no such file, or it is no baseline
     */
    public Reference earlier(Path file, Path written) {
        String name = workspace.relativize(file).toString();
        if (file.equals(written)) {
            String accepted = "a copy of that file: each run writes it anew, so that nothing would ever be new";
            throw new InvalidInput(FILE, name, accepted, EXAMPLE);
        }
        if (!Files.isRegularFile(file)) {
            String accepted = "a file that exists: a copy of " + workspace.relativize(written) + " of an earlier run";
            throw new InvalidInput(FILE, name, accepted, EXAMPLE);
        }
        try (Reader text = Files.newBufferedReader(file)) {
            Baseline baseline = BaselineParser.parse(text, name);
            return new Reference.Earlier(baseline, name, changesSince(baseline.commit()));
        } catch (CharacterCodingException e) {
            throw new InvalidInput(FILE, name, "text in UTF-8", EXAMPLE);
        } catch (IOException e) {
            throw new InvalidInput(FILE, name + ": " + e, "a readable file", EXAMPLE);
        }
    }

    /**
     * The merge base with a target.
     *
     * @param uncommitted whether a change need not be committed to be one, as on a laptop; on a runner such changes come from earlier steps
     * @throws ExternalFailure when git cannot tell it for certain
     * @throws InvalidInput when nothing could be new, since the target holds all that is checked out
     */
    public Reference mergeBase(Target target, boolean uncommitted) {
        String base = history.mergeBase(target);
        boolean contained = history.resolve("HEAD").filter(base::equals).isPresent();
        if (contained && !(uncommitted && history.differs(base))) {
            throw new InvalidInput(
                    "baseline",
                    "merge-base",
                    "something new: " + target.words()
                            + " holds all that is checked out, so that no finding could ever be new; for the target itself,"
                            + " compare with a file or with nothing, or name another commit by baseline-ref",
                    "none");
        }
        String words =
                "the merge base %s with %s".formatted(base.substring(0, Math.min(12, base.length())), target.words());
        return new Reference.Tree(base, words, history.since(base));
    }

    /** The change, for what is shown better when it is known; empty when it is not. */
    public Optional<Changes> changes(Target target) {
        try {
            return Optional.of(history.since(history.mergeBase(target)));
        } catch (ExternalFailure e) {
            return Optional.empty();
        }
    }

    private Changes changesSince(String commit) {
        if (!commit.matches("[0-9a-f]{40,64}") || history.resolve(commit).isEmpty()) {
            return Changes.NONE;
        }
        return history.since(commit);
    }
}
