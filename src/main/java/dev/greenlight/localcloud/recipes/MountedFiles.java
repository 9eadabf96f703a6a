package dev.greenlight.localcloud.recipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.localcloud.engine.Key;
import dev.greenlight.localcloud.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of secrets on the disk: {@code FOLDER/KEY/VOLUME/...}, and beside each volume what it is made of as {@code VOLUME.json}, without any
 * value. The outer folder keeps all others out of this machine's; within it a container's user, whoever it is, may read, since a mount takes the
 * permissions of what is mounted and not those of the folders above.
 */
final class MountedFiles {
    private static final String SOURCE = ".json";

    private final Path folder;

    MountedFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes a volume's files, each whole or not at all. */
    synchronized Path write(Key key, String volume, ObjectNode source, Map<String, byte[]> values) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path place = open(folder.resolve(key.text().replace('/', '_'))).resolve(volume);
        open(place);
        put(place.resolveSibling(volume + SOURCE), Json.MAPPER.writeValueAsBytes(source));
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            Path file = place.resolve(value.getKey()).normalize();
            if (!file.startsWith(place)) {
                throw new IOException("the path of a secret's file leaves its volume: " + value.getKey());
            }
            for (Path above = file.getParent(); above != null && !above.equals(place); above = above.getParent()) {
                open(above);
            }
            put(file, value.getValue());
        }
        return place;
    }

    private static Path open(Path inner) throws IOException {
        Files.createDirectories(inner);
        return Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** In one step, since a container may be reading it. */
    private void put(Path file, byte[] value) throws IOException {
        Path draft = folder.resolve("draft");
        Files.write(draft, value);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @param value of a source's version; empty when it cannot be read, and then its file goes */
    synchronized void replace(BiFunction<JsonNode, JsonNode, byte[]> value) {
        try {
            for (Path key : below(folder)) {
                for (Path source : below(key)) {
                    if (source.toString().endsWith(SOURCE)) {
                        replace(source, value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of a secret could not be replaced", e);
        }
    }

    private void replace(Path source, BiFunction<JsonNode, JsonNode, byte[]> value) throws IOException {
        JsonNode read = Json.MAPPER.readTree(source.toFile());
        String name = source.getFileName().toString();
        Path place = source.resolveSibling(name.substring(0, name.length() - SOURCE.length()));
        for (Map.Entry<String, JsonNode> entry : read.path("files").properties()) {
            Path file = place.resolve(entry.getKey());
            byte[] now = value.apply(read, entry.getValue());
            if (now.length == 0) {
                Files.deleteIfExists(file);
            } else if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), now)) {
                put(file, now);
            }
        }
    }

    synchronized void retain(Predicate<Key> wanted) {
        try {
            for (Path each : below(folder)) {
                if (!isOf(each, wanted)) {
                    remove(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of a secret could not be removed", e);
        }
    }

    /** No part of a key has an underscore. */
    private static boolean isOf(Path each, Predicate<Key> wanted) {
        try {
            return wanted.test(Key.parse(each.getFileName().toString().replace('_', '/')));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
