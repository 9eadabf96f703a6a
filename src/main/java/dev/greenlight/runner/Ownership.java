package dev.greenlight.runner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A container action runs as root; what it leaves in the workspace would hinder the job's later steps, and on a self-hosted runner its next
 * checkout. So it is handed back to whoever owns the workspace.
 */
public final class Ownership {
    private static final int ROOT = 0;

    private Ownership() {}

    /**
     * Hands every file of root below the workspace to the workspace's owner and group. Does nothing when this process is not root, when root owns
     * the workspace, or when the file system knows no owners. Links are handed back themselves, never followed. Idempotent.
     *
     * @return how many files were handed back
     */
    public static int handBack(Path workspace) {
        try {
            int uid = (Integer) Files.getAttribute(workspace, "unix:uid");
            if (uid == ROOT || owns(Path.of("/proc/self")) != ROOT) {
                return 0;
            }
            Hand hand = new Hand(uid, (Integer) Files.getAttribute(workspace, "unix:gid"));
            Files.walkFileTree(workspace, hand);
            return hand.count;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static int owns(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static final class Hand implements FileVisitor<Path> {
        private final int uid;
        private final int gid;
        private int count;

        private Hand(int uid, int gid) {
            this.uid = uid;
            this.gid = gid;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            give(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            give(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private void give(Path path) {
            try {
                if (owns(path) == ROOT) {
                    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                    count++;
                }
            } catch (IOException e) {
                // It vanished meanwhile, or its file system is read-only: nothing is left to hand back.
            }
        }
    }
}
