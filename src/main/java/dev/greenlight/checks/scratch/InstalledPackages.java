package dev.greenlight.checks.scratch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Installed npm packages: whether they are those that the lock file names, and how another tree gets them.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles">npm's hidden lock file</a>
 */
public final class InstalledPackages {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String FOLDER = "node_modules";

    private InstalledPackages() {}

    /** Links every folder of packages of one tree to where it would be in another tree of the same repository. @param to real path */
    public static void link(Path from, Path to) throws IOException {
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
                    Files.createSymbolicLink(there, folder);
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
    private static boolean within(Path folder, Path tree) throws IOException {
        return Files.isDirectory(folder) && folder.toRealPath().startsWith(tree);
    }

    /**
     * @param lock the text of {@code package-lock.json}
     * @param installed the text of {@code node_modules/.package-lock.json}, which npm writes after an installation
     */
    public static boolean match(String lock, String installed) {
        try {
            JsonNode wanted = JSON.readTree(lock).path("packages");
            JsonNode present = JSON.readTree(installed).path("packages");
            return !wanted.isEmpty()
                    && wanted.propertyStream().allMatch(entry -> {
                        JsonNode there = present.path(entry.getKey());
                        boolean needed = entry.getKey().contains("node_modules/")
                                && !entry.getValue().path("optional").asBoolean()
                                && !entry.getValue().path("devOptional").asBoolean()
                                && !entry.getValue().path("peer").asBoolean();
                        return there.isMissingNode() ? !needed : same(entry.getValue(), there);
                    });
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean same(JsonNode wanted, JsonNode present) {
        return wanted.path("version").equals(present.path("version"))
                && wanted.path("integrity").equals(present.path("integrity"));
    }
}
