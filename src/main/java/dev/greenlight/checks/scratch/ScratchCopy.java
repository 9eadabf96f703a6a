package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the repository for tools to read, removed when closed. What is not source does not come along: the history (whose
 * configuration may hold the checkout's token), installed packages, reports.
 */
public final class ScratchCopy implements AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of(
            ".git",
            "node_modules",
            ".venv",
            "venv",
            "__pycache__",
            ".tox",
            ".mypy_cache",
            "greenlight-reports",
            "test-logs");

    /** What the action that signs a job in to Google leaves in the workspace. */
    private static final Pattern CREDENTIALS = Pattern.compile("gha-creds-.*\\.json");

    private final Path top;
    private final Copier copier;

    private ScratchCopy(Path top, Path repository) {
        this.top = top;
        this.copier = new Copier(repository, repository());
    }

    /** Whether a folder or a file of that name does not come along. */
    public static boolean leavesOut(Path entry) {
        return leavesOut(entry.getFileName().toString());
    }

    /** The same by its name alone. */
    public static boolean leavesOut(String name) {
        return LEFT_OUT.contains(name) || CREDENTIALS.matcher(name).matches();
    }

    /**
     * Whether a file or a folder below a tree may be read on behalf of tools: it lies in there, and in no part of it that does not come along.
     *
     * @param file real path
     */
    public static boolean takes(Path tree, Path file) throws IOException {
        Path top = tree.toRealPath();
        return file.startsWith(top)
                && Stream.of(top.relativize(file).toString().split("/")).noneMatch(ScratchCopy::leavesOut);
    }

    /** Copies; links are copied as links where they stay inside, and left out where they lead elsewhere. */
    public static ScratchCopy of(Path repository, Sandbox sandbox) throws IOException {
        Path from = repository.toRealPath();
        ScratchCopy copy =
                new ScratchCopy(Files.createTempDirectory("greenlight-checks-").toRealPath(), from);
        try {
            Files.createDirectory(copy.home());
            Files.walkFileTree(from, copy.copier);
            // Tools find the top of a repository by it; the history stays where it is.
            Files.createDirectory(copy.repository().resolve(".git"));
            sandbox.show(copy.top);
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** The copy. */
    public Path repository() {
        return top.resolve("repository");
    }

    /** The links that were left out although there is a file or a folder where they lead; relative to the repository, in order. */
    public List<String> leadingOut() {
        return copier.leadingOut();
    }

    /**
     * A further copy of the same repository, for one tool alone, which may write to it.
     *
     * @param repository what was copied, as it is now
     * @param hidden files of names that are left out, which are to come along all the same; relative to the repository
     */
    public Path alone(Path repository, List<String> hidden, ToolUser user) throws IOException {
        Path from = repository.toRealPath();
        Path own = fresh("alone-");
        Path to = own.resolve("repository");
        Copier copier = new Copier(from, to);
        Files.walkFileTree(from, copier);
        Files.createDirectory(to.resolve(".git"));
        for (String file : hidden) {
            copier.bring(file, Collections.frequency(hidden, file));
        }
        user.own(own);
        return to;
    }

    /** A new folder beside the copy, which goes with it. */
    Path fresh(String beginning) throws IOException {
        return Files.createTempDirectory(top, beginning);
    }

    /** Where advisories are kept for tools that look them up on disk; absent until something is brought there. */
    public Path database() {
        return top.resolve("database");
    }

    /** Where tools are installed that this machine has in other versions; absent until one is. */
    public Path tools() {
        return top.resolve("tools");
    }

    /** Where the history is kept for tools that read it; absent until it is brought there. */
    public Path history() {
        return top.resolve("history");
    }

    /** For what this process itself starts on behalf of tools, and no tool. */
    public Path home() {
        return top.resolve("home");
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
