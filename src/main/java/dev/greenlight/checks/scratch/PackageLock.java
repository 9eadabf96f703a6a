package dev.greenlight.checks.scratch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What npm's lock files say: which packages, and where they go.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles">npm's hidden lock file</a>
 */
public final class PackageLock {
    private static final JsonMapper JSON = new JsonMapper();

    private PackageLock() {}

    /**
     * The folders of packages that npm makes when it installs what a lock file names.
     *
     * @param folder of the lock file
     * @param tree in which they lie, or are none; real path
     */
    public static List<Path> places(Path folder, Path tree) throws IOException {
        Set<Path> places = new LinkedHashSet<>(List.of(folder.resolve(InstalledPackages.FOLDER)));
        try {
            JSON.readTree(Files.readString(folder.resolve("package-lock.json")))
                    .path("packages")
                    .fieldNames()
                    .forEachRemaining(key -> below(folder, key).ifPresent(places::add));
        } catch (JsonProcessingException | MalformedInputException e) {
            // What is wrong with it, npm itself says.
        }
        List<Path> within = new ArrayList<>();
        for (Path place : places) {
            if (InstalledPackages.within(place.resolveSibling(""), tree)) {
                within.add(place);
            }
        }
        return within;
    }

    /** The outermost folder of packages on the way to one. */
    private static Optional<Path> below(Path folder, String key) {
        int at = ("/" + key).indexOf("/" + InstalledPackages.FOLDER + "/");
        try {
            return at < 0
                    ? Optional.empty()
                    : Optional.of(folder.resolve(key.substring(0, at))
                            .resolve(InstalledPackages.FOLDER)
                            .normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
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
