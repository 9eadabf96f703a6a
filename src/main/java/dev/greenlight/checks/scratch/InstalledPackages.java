package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Installed npm packages, and how another tree gets them. */
public final class InstalledPackages {
    /** What npm calls a folder of packages. */
    static final String FOLDER = "node_modules";

    private InstalledPackages() {}

    /** Links every folder of packages of one tree to where it would be in another tree of the same repository. @param to real path */
    public static void link(Path from, Path to) throws IOException {
        each(from, to, (folder, there) -> Files.createSymbolicLink(there, folder));
    }

    /**
     * Gives another tree of the same repository the packages of one: in each of its folders of packages the same entries, as links. What is
     * itself a link to a source folder of the repository, as npm makes for its workspaces, leads to that folder of the other tree.
     *
     * @param from real path
     * @param origin the repository itself, whose packages those of the tree may be; real path
     * @param to real path
     */
    public static void spread(Path from, Path origin, Path to, ToolUser user) throws IOException {
        each(from, to, (folder, there) -> {
            Files.createDirectory(there);
            fill(folder, there, List.of(from, origin), to);
            // Builds keep what they know of the last one beside the packages.
            user.own(there);
        });
    }

    /**
     * Gives a copy of a repository the packages of one folder, as links in a folder of their own: tools write caches beside packages, and those must
     * not reach where they are installed. What is itself a link to a source folder leads to that of the copy.
     *
     * @param installed real path
     * @param there made by this; its own folder is there
     * @param origin the repository that they were installed in; real path
     * @param to the copy's root; real path
     */
    public static void lend(Path installed, Path there, Path origin, Path to) throws IOException {
        Files.createDirectory(there);
        fill(installed, there, List.of(origin), to);
    }

    private interface Giving {
        void give(Path folder, Path there) throws IOException;
    }

    private static void each(Path from, Path to, Giving giving) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!folder.endsWith(FOLDER)) {
                    return FileVisitResult.CONTINUE;
                }
                Path there = to.resolve(from.relativize(folder));
                if (within(there.resolveSibling(""), to) && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                    giving.give(folder, there);
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void fill(Path packages, Path there, List<Path> trees, Path to) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(packages)) {
            entries = all.filter(InstalledPackages::wanted).toList();
        }
        for (Path entry : entries) {
            Path name = there.resolve(entry.getFileName());
            if (entry.getFileName().toString().startsWith("@") && Files.isDirectory(entry)) {
                Files.createDirectory(name);
                fill(entry, name, trees, to);
            } else {
                Files.createSymbolicLink(name, own(entry, trees, to));
            }
        }
    }

    /** Hidden ones are caches and npm's own notes, but for the programs. */
    private static boolean wanted(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".") || name.equals(".bin");
    }

    /** Where an entry leads to in the other tree. */
    private static Path own(Path entry, List<Path> trees, Path to) throws IOException {
        if (!Files.isSymbolicLink(entry) || !Files.exists(entry)) {
            return entry;
        }
        Path real = entry.toRealPath();
        return trees.stream()
                .filter(real::startsWith)
                .map(tree -> tree.relativize(real))
                .filter(path -> Stream.of(path.toString().split("/")).noneMatch(FOLDER::equals))
                .map(to::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(entry);
    }

    /** The tree itself may hold a link that leads elsewhere. */
    static boolean within(Path folder, Path tree) throws IOException {
        return Files.isDirectory(folder) && folder.toRealPath().startsWith(tree);
    }
}
