package dev.greenlight.checks.history;

import dev.greenlight.process.Commands;
import dev.greenlight.process.Ending;
import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks the checked-out repository what a change is. */
public final class GitHistory {
    /** What helps in most cases. */
    static final String REMEDY =
            "Check the repository out with its history (for actions/checkout, fetch-depth: 0), or set baseline to file or none.";

    private static final Pattern SUBMODULE = Pattern.compile("160000 \\S+ \\S+\t(.+)", Pattern.DOTALL);

    private final Git git;
    private final Path workspace;

    /**
     * Asks nothing yet.
     *
     * @param workspace the repository's top folder; absolute
     * @param path where programs are looked for, as in the variable PATH
     */
    public GitHistory(Commands commands, Path workspace, String path) {
        this.git = new Git(commands, workspace, path);
        this.workspace = workspace;
    }

    /**
     * Where the checked-out commit's history and the target's parted.
     *
     * @return the commit's id
     * @throws ExternalFailure when that cannot be told for certain
     */
    public String mergeBase(Target target) {
        String tried = "find the merge base with " + target.words();
        requireTop(tried);
        String head =
                resolve("HEAD").orElseThrow(() -> new ExternalFailure(tried, "nothing has been committed yet", REMEDY));
        String other = target.revisions().stream()
                .flatMap(name -> resolve(name).stream())
                .findFirst()
                .orElseThrow(() -> new ExternalFailure(
                        tried,
                        "git knows no " + String.join(" and no ", target.revisions()) + shallow(),
                        REMEDY + " When another branch is meant, name it by baseline-ref."));
        return git.ask("merge-base", "--", head, other)
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> new ExternalFailure(tried, "the two have no commit in common" + shallow(), REMEDY));
    }

    /** The commit that a name means; empty when git knows no such one. */
    public Optional<String> resolve(String name) {
        return git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
                .map(String::strip);
    }

    /** Whether what git keeps of the workspace differs from a commit; files that it does not keep do not matter. */
    public boolean differs(String commit) {
        return git.ask("diff", "--quiet", "--no-ext-diff", "--no-textconv", "--end-of-options", commit, "--")
                .isEmpty();
    }

    /**
     * What differs between a commit and the files of the workspace, uncommitted and untracked ones among them, but not ignored ones.
     *
     * @throws ExternalFailure when git does not say
     */
    public Changes since(String commit) {
        String tried = "find the files changed since " + commit;
        String output = git.must(
                tried,
                Map.of(),
                "diff",
                "--name-status",
                "-z",
                "--find-renames",
                "-l5000",
                "--ignore-submodules=none",
                "--no-ext-diff",
                "--no-textconv",
                "--end-of-options",
                commit,
                "--");
        Changes changes = ChangesParser.parse(output)
                .orElseThrow(() -> new ExternalFailure(tried, "git's answer is not understood", REMEDY));
        String untracked = git.must(tried, Map.of(), "ls-files", "-z", "--others", "--exclude-standard");
        Set<String> touched = new HashSet<>(changes.touched());
        Arrays.stream(untracked.split("\0")).filter(path -> !path.isEmpty()).forEach(touched::add);
        return new Changes(touched, changes.before(), changes.gone());
    }

    /**
     * Writes a commit's tree out.
     *
     * @param folders what is going to be looked at, relative to the workspace; empty text for all of it
     * @throws ExternalFailure when that is not possible, or when a submodule lies in one of the folders: its files are in another repository
     */
    public EarlierTree tree(String commit, List<String> folders) {
        String tried = "write out the tree of the merge base " + commit;
        for (String entry : git.must(tried, Map.of(), "ls-tree", "-r", "-z", "--full-tree", commit)
                .split("\0")) {
            var submodule = SUBMODULE.matcher(entry);
            if (submodule.matches() && folders.stream().anyMatch(folder -> meet(folder, submodule.group(1)))) {
                throw new ExternalFailure(
                        tried,
                        submodule.group(1) + " is a submodule, whose files of that time are not in this repository",
                        "Set baseline to file, or keep submodules out of the services' folders.");
            }
        }
        try {
            return EarlierTree.of(git, commit, workspace);
        } catch (IOException e) {
            throw new ExternalFailure(
                    tried, "the disk did not allow it: " + e, "Make room in the folder for temporary files.", e);
        }
    }

    private static boolean meet(String folder, String submodule) {
        return folder.isEmpty()
                || (submodule + "/").startsWith(folder + "/")
                || (folder + "/").startsWith(submodule + "/");
    }

    private void requireTop(String tried) {
        Ending ending = git.run(Map.of(), "rev-parse", "--show-toplevel");
        if (ending instanceof Ending.NotStarted absent) {
            throw new ExternalFailure(tried, "git cannot be started: " + absent.reason(), "Install git.");
        }
        if (!(ending instanceof Ending.Exited exited) || !exited.succeeded()) {
            throw new ExternalFailure(tried, workspace + " is not a git repository", REMEDY);
        }
        Path top = Path.of(exited.output().strip());
        if (!same(top)) {
            throw new ExternalFailure(
                    tried,
                    workspace + " is not the top of its repository, which is " + top,
                    "Run this in " + top + ".");
        }
    }

    private boolean same(Path top) {
        try {
            return top.toRealPath().equals(workspace.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private String shallow() {
        return git.ask("rev-parse", "--is-shallow-repository")
                        .filter(answer -> answer.strip().equals("true"))
                        .isPresent()
                ? ", since this clone is shallow and lacks most of the history"
                : "";
    }
}
