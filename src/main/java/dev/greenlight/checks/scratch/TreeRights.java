package dev.greenlight.checks.scratch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Whose a tree is, and who may read it. Links are changed themselves, not what they lead to. */
final class TreeRights {
    private static final int ROOT = 0;
    private static final int EVERYBODY_READS = 0444;
    private static final int EVERYBODY_PASSES = 0111;
    private static final int OWNER_PASSES = 0100;
    private static final int OTHERS_WRITE = 0022;
    private static final int BITS = 07777;
    /** Not those that let a program become its file's owner. */
    private static final int PERMISSIONS = 0777;

    private TreeRights() {}

    private interface Change {
        void make(Path path, boolean link) throws IOException;
    }

    /** Makes it a user's own. */
    static void give(Path tree, Sandbox.Identity user) throws IOException {
        each(tree, (path, _) -> own(path, user.user(), user.group()));
    }

    /** Makes it this process's own, which is root's: all may read it, and nobody else can change it. */
    static void show(Path tree) throws IOException {
        each(tree, (path, link) -> {
            if (number(path, "uid") != ROOT || number(path, "gid") != ROOT) {
                own(path, ROOT, ROOT);
            }
            int mode = number(path, "mode") & BITS;
            int shown = (mode | EVERYBODY_READS | ((mode & OWNER_PASSES) == 0 ? 0 : EVERYBODY_PASSES))
                    & ~OTHERS_WRITE
                    & PERMISSIONS;
            if (!link && mode != shown) {
                Files.setAttribute(path, "unix:mode", shown, LinkOption.NOFOLLOW_LINKS);
            }
        });
    }

    private static int number(Path path, String attribute) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private static void own(Path path, int user, int group) throws IOException {
        Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }

    private static void each(Path tree, Change change) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                change.make(folder, false);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                change.make(file, attributes.isSymbolicLink());
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
