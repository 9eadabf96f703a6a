package dev.greenlight.checks.history;

import dev.greenlight.checks.scratch.InstalledPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A commit's files in a folder of their own, removed when closed. Installed npm packages of the workspace are linked to where they would be. */
public final class EarlierTree implements AutoCloseable {
    private final Path top;

    private EarlierTree(Path top) {
        this.top = top;
    }

    static EarlierTree of(Git git, String commit, Path workspace) throws IOException {
        EarlierTree tree =
                new EarlierTree(Files.createTempDirectory("greenlight-base-").toRealPath());
        try {
            Files.createDirectory(tree.root());
            Map<String, String> index =
                    Map.of("GIT_INDEX_FILE", tree.top.resolve("index").toString());
            String tried = "write out the tree of the merge base " + commit;
            git.must(tried, index, "read-tree", commit);
            git.must(tried, index, "checkout-index", "--all", "--quiet", "--prefix=" + tree.root() + "/");
            // Whoever uses them compares them with the lock file first; those of another time are then installed anew.
            InstalledPackages.link(workspace, tree.root());
            return tree;
        } catch (IOException | RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    /** The folder that stands for the workspace. */
    public Path root() {
        return top.resolve("tree");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
