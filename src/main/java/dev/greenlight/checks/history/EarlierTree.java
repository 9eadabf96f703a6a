package dev.greenlight.checks.history;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A commit's files in a folder of their own, removed when closed. Installed npm packages of the workspace are linked to where they would be. */
public final class EarlierTree implements AutoCloseable {
    private static final String PACKAGES = "node_modules";

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
            tree.linkPackages(workspace);
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

    /** Whoever uses the packages compares them with the lock file first; those of another time are then installed anew. */
    private void linkPackages(Path workspace) throws IOException {
        Files.walkFileTree(workspace, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!folder.endsWith(PACKAGES)) {
                    return FileVisitResult.CONTINUE;
                }
                Path then = root().resolve(workspace.relativize(folder));
                if (ours(then.resolveSibling("")) && !Files.exists(then, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(then, folder);
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The tree itself may hold a link that leads elsewhere. */
    private boolean ours(Path folder) throws IOException {
        return Files.isDirectory(folder) && folder.toRealPath().startsWith(root());
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
