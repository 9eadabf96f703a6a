package dev.greenlight.actions.hooks;

import dev.greenlight.report.ExternalFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one commit: the working folder itself where it holds just these, else a second work tree that is removed when closed. */
final class WorkTree implements AutoCloseable {
    private static final Pattern SUBMODULE =
            Pattern.compile("160000 commit (?<commit>[0-9a-f]+)\t(?<path>.+)", Pattern.DOTALL);
    private static final String TRIED = "get at the files that are pushed";

    private final Repository repository;
    private final Path folder;
    private final boolean second;

    private WorkTree(Repository repository, Path folder, boolean second) {
        this.repository = repository;
        this.folder = folder;
        this.second = second;
    }

    /** @param object a commit, or a tag of one */
    static WorkTree of(Repository repository, String object) {
        Path top = Path.of(repository.ask(TRIED, "rev-parse", "--show-toplevel"));
        String commit = repository.ask(TRIED, "rev-parse", "--verify", object + "^{commit}");
        boolean same = repository.ask(TRIED, "rev-parse", "--verify", "HEAD").equals(commit)
                && repository.ask(TRIED, "status", "--porcelain").isEmpty();
        if (same) {
            return new WorkTree(repository, top, false);
        }
        try {
            Path folder =
                    Files.createTempDirectory("greenlight-push-").toRealPath().resolve("tree");
            repository.ask(TRIED, "worktree", "add", "--quiet", "--detach", folder.toString(), commit);
            WorkTree tree = new WorkTree(repository, folder, true);
            try {
                tree.lendPackages(top);
                tree.lendSubmodules(top, commit);
                return tree;
            } catch (IOException | RuntimeException e) {
                tree.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ExternalFailure(TRIED, "the disk did not allow it: " + e, "Make room for temporary files.", e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Packages that are installed already need not be fetched again; whether they are the right ones is looked at where they are used. */
    private void lendPackages(Path top) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path installed = top.resolve(folder.relativize(file)).resolveSibling("node_modules");
                Path here = file.resolveSibling("node_modules");
                if (file.endsWith("package-lock.json")
                        && Files.isDirectory(installed)
                        && !Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(here, installed);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A second work tree has none; those that are checked out as this commit has them are copied, the others stay empty. */
    private void lendSubmodules(Path top, String commit) throws IOException {
        for (String entry : repository.ask(TRIED, "ls-tree", "-r", "-z", commit).split("\0")) {
            Matcher submodule = SUBMODULE.matcher(entry);
            if (submodule.matches() && Files.exists(top.resolve(submodule.group("path") + "/.git"))) {
                Path there = top.resolve(submodule.group("path"));
                String head = repository.ask(TRIED, "-C", there.toString(), "rev-parse", "HEAD");
                if (head.equals(submodule.group("commit"))) {
                    copy(there, folder.resolve(submodule.group("path")));
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path there = to.resolve(from.relativize(path));
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(there);
                } else if (!path.endsWith(".git")) {
                    Files.copy(path, there, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    @Override
    public void close() {
        if (second) {
            repository.ask(TRIED, "worktree", "remove", "--force", folder.toString());
            try {
                Files.deleteIfExists(folder.getParent());
            } catch (IOException e) {
                // An empty folder among temporary files hinders nobody.
            }
        }
    }
}
