package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Copies a repository's sources. Links stay links, and lead nowhere but into the copy. */
final class Copier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final List<String> leadingOut = new ArrayList<>();

    /**
     * @param from real path
     * @param to made by the copying
     */
    Copier(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** The links met so far that lead to a file or a folder elsewhere, which tools will not see; relative, in order. */
    List<String> leadingOut() {
        return leadingOut.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(from) && ScratchCopy.leavesOut(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectory(there(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (ScratchCopy.leavesOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            link(file);
        } else if (attributes.isRegularFile()) {
            Files.copy(file, there(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }

    /**
     * Copies a file that is left out by its name.
     *
     * @param file relative; one that is gone, is no file, or lies elsewhere by now is none
     * @param times how often git tells that name
     */
    void bring(String file, int times) throws IOException {
        try {
            Path there = from.resolve(file);
            // Bytes of a name that are no text look all the same here, and to write them again is to name another file.
            if (file.indexOf('\ufffd') >= 0 && (times > 1 || !Files.exists(there, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException("bytes of the name " + file + " are no UTF-8, so that it cannot be found");
            }
            // What was committed in a folder may by now lie behind a link that leads elsewhere.
            if (Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)
                    && there.toRealPath().startsWith(from)) {
                Files.createDirectories(to.resolve(file).getParent());
                Files.copy(there, to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (InvalidPathException e) {
            throw new IOException("this process's language has no path for " + file, e);
        }
    }

    private Path there(Path path) {
        return to.resolve(from.relativize(path));
    }

    private void link(Path link) throws IOException {
        Path written = Files.readSymbolicLink(link);
        boolean exists = Files.exists(link);
        Path target = exists ? link.toRealPath() : link.resolveSibling(written).normalize();
        if (!target.startsWith(from)) {
            if ((Files.isRegularFile(link) || Files.isDirectory(link)) && !installed(link)) {
                leadingOut.add(from.relativize(link).toString());
            }
        } else if (staysInside(link, written)) {
            Files.copy(link, there(link), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } else {
            Path way = link.resolveSibling("").relativize(target);
            Files.createSymbolicLink(there(link), way.toString().isEmpty() ? Path.of(".") : way);
        }
    }

    /** Whether it is part of a virtual environment of whatever name, whose interpreter is a link to the machine's. */
    private boolean installed(Path link) {
        for (Path folder = link.resolveSibling("");
                folder.startsWith(from);
                folder = folder.resolve("..").normalize()) {
            if (Files.isRegularFile(folder.resolve("pyvenv.cfg"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether no step on the way leaves the tree: outside of the copy nothing is called as it is around the repository. */
    private boolean staysInside(Path link, Path written) {
        Path at = link.resolveSibling("");
        for (Path step : written) {
            at = at.resolve(step).normalize();
            if (!at.startsWith(from)) {
                return false;
            }
        }
        return !written.isAbsolute();
    }
}
