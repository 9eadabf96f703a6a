package dev.greenlight.checks.fixes;

import dev.greenlight.checks.scratch.ScratchCopy;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some regular files of a workspace, and those of some of its folders, as they were at one moment. */
final class Sources {
    private final Path workspace;
    private final Map<Path, State> states = new TreeMap<>();

    /** What changes when somebody writes the file. */
    private record State(long size, long modified) {
        static State of(BasicFileAttributes attributes) {
            return new State(attributes.size(), attributes.lastModifiedTime().toMillis());
        }
    }

    /** Is told of a file that differs in a copy. */
    interface Listener {
        /** @param file relative to the workspace @param brought whether it was brought back */
        void differs(String file, boolean brought);
    }

    private Sources(Path workspace) {
        this.workspace = workspace;
    }

    /** @param places folders and files, relative to the workspace */
    static Sources read(Path workspace, List<Path> places) throws IOException {
        Sources sources = new Sources(workspace);
        for (Path place : places) {
            Files.walkFileTree(workspace.resolve(place), sources.new Walk());
        }
        return sources;
    }

    /** Writes the files that differ in a copy of the workspace, unless they have changed here as well. */
    void bringBack(Path copy, Listener listener) throws IOException {
        for (Map.Entry<Path, State> file : states.entrySet()) {
            Path here = workspace.resolve(file.getKey());
            Path there = copy.resolve(file.getKey());
            if (Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(here, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(here, there) >= 0) {
                boolean same = State.of(Files.readAttributes(here, BasicFileAttributes.class))
                        .equals(file.getValue());
                if (same) {
                    Files.write(here, Files.readAllBytes(there));
                }
                listener.differs(file.getKey().toString(), same);
            }
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return ScratchCopy.leavesOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                states.put(workspace.relativize(file), State.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
